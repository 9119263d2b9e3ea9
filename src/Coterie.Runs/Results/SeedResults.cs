namespace Coterie.Runs.Results;

/// <summary>Everything a study found with several seeds: the document that <c>--json</c> writes with <c>--seeds</c>.</summary>
/// <param name="Preset">The preset.</param>
/// <param name="Settings">The settings of the first seed, as the document shows them.</param>
/// <param name="Seeds">Each seed's run, in order.</param>
/// <param name="Correlations">Every measure against every accuracy, over the seeds.</param>
public sealed record SeedResults(
    string? Preset, object Settings, IReadOnlyList<RunResults> Seeds, IReadOnlyList<SeedCorrelation> Correlations)
{
    /// <summary>Over which snapshots of each seed <see cref="Correlations"/> are; null if there are no snapshots.</summary>
    public SnapshotRange? CorrelationRange { get; init; }

    /// <summary>
    /// The correlations from the untrained network on; null where <see cref="Correlations"/> are those already, or the seeds' snapshots
    /// differ because an earlier version took none of the untrained network.
    /// </summary>
    public Formation<SeedCorrelation>? Formation { get; init; }
}
