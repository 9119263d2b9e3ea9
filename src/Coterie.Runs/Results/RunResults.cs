namespace Coterie.Runs.Results;

/// <summary>Everything a run found: the document that <c>--json</c> writes.</summary>
/// <typeparam name="TSettings">The settings it was made with.</typeparam>
/// <param name="Preset">The preset; null where activations came from elsewhere.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Snapshots">The snapshots, in order.</param>
/// <param name="Correlations">Every measure against every accuracy.</param>
public sealed record RunResults<TSettings>(
    string? Preset,
    TSettings Settings,
    IReadOnlyList<SnapshotResult> Snapshots,
    IReadOnlyList<CorrelationResult> Correlations);
