namespace Coterie.Communities;

/// <summary>
/// The community methods of an analysis. A method added here appears in tables, correlations and documentation automatically.
/// </summary>
public static class CommunityMethods
{
    /// <summary>Every method, in the order in which results list them.</summary>
    public static IReadOnlyList<ICommunityMethod> All { get; } =
    [
        new KernighanLinBisection(),
        new Louvain(),
        new Leiden(),
        new LabelPropagation(),
    ];
}
