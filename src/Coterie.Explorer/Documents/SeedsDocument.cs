namespace Coterie.Explorer.Documents;

/// <summary>What the seeds of a study say together.</summary>
/// <param name="Seeds">The ids of the runs that are counted: those with the most snapshots.</param>
/// <param name="Correlations">Every measure against every accuracy.</param>
internal sealed record SeedsDocument(IReadOnlyList<string> Seeds, IReadOnlyList<MeasureCorrelation<SeedCoefficient?>> Correlations)
{
    /// <summary>The version of the API.</summary>
    public int Version { get; } = 1;
}
