namespace Coterie.Runs.Results;

/// <summary>Everything a study found with several seeds: the document that <c>--json</c> writes with <c>--seeds</c>.</summary>
/// <param name="Preset">The preset.</param>
/// <param name="Settings">The settings of the first seed, as the document shows them.</param>
/// <param name="Seeds">Each seed's run, in order.</param>
/// <param name="Correlations">Every measure against every accuracy, over the seeds.</param>
public sealed record SeedResults(
    string? Preset, object Settings, IReadOnlyList<RunResults> Seeds, IReadOnlyList<SeedCorrelation> Correlations);
