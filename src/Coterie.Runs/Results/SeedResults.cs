namespace Coterie.Runs.Results;

/// <summary>Everything a study found with several seeds: the document that <c>--json</c> writes with <c>--seeds</c>.</summary>
/// <typeparam name="TSettings">The settings it was made with.</typeparam>
/// <param name="Preset">The preset.</param>
/// <param name="Settings">The settings of the first seed.</param>
/// <param name="Seeds">Each seed's run, in order.</param>
/// <param name="Correlations">Every measure against every accuracy, over the seeds.</param>
public sealed record SeedResults<TSettings>(
    string? Preset,
    TSettings Settings,
    IReadOnlyList<RunResults<TSettings>> Seeds,
    IReadOnlyList<SeedCorrelation> Correlations);
