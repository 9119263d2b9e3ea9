namespace Coterie.Explorer.Documents;

/// <summary>Every run in the folder that the server shows; of a report, its one run and the other seeds of the same study.</summary>
/// <param name="Runs">The runs, by id.</param>
internal sealed record RunList(IReadOnlyList<RunSummary> Runs)
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;
}
