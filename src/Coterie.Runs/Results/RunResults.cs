using Coterie.Runs.Folder;

namespace Coterie.Runs.Results;

/// <summary>Everything a run found: the document that <c>--json</c> writes.</summary>
/// <param name="Preset">The preset; null where activations came from elsewhere.</param>
/// <param name="Settings">The settings it was made with, as the document shows them.</param>
/// <param name="Snapshots">The snapshots, in order.</param>
/// <param name="Correlations">Every measure against every accuracy.</param>
public sealed record RunResults(
    string? Preset, object Settings, IReadOnlyList<Snapshot> Snapshots, IReadOnlyList<CorrelationResult> Correlations)
{
    /// <summary>A study's images and classes; null where activations came from elsewhere.</summary>
    public DataSummary? Data { get; init; }

    /// <summary>Gathers the results of snapshots.</summary>
    /// <param name="preset">The preset; null where activations came from elsewhere.</param>
    /// <param name="settings">The settings, as the document shows them.</param>
    /// <param name="snapshots">The snapshots, in order.</param>
    public static RunResults Of(string? preset, object settings, IReadOnlyList<Snapshot> snapshots)
    {
        return new RunResults(preset, settings, snapshots, CorrelationResult.Of(snapshots));
    }
}
