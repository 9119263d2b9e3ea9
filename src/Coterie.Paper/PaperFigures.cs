using System.Text.Json;
using Coterie.Runs;

namespace Coterie.Paper;

/// <summary>
/// The results that Mostafa and Mondal publish (arXiv:2106.04693), as transcribed in <c>docs/paper</c>. The README there lists the damaged
/// values.
/// </summary>
internal static class PaperFigures
{
    /// <summary>The six studies with their accuracies.</summary>
    public static IReadOnlyList<PublishedStudy> Studies { get; } = Read<PublishedStudy>("studies");

    /// <summary>Table 2: how classes share the representatives of MNIST's first layer.</summary>
    public static IReadOnlyList<PublishedOverlap> Table2 { get; } = Read<PublishedOverlap>("table2");

    /// <summary>Table 3: average nodes per community against training accuracy.</summary>
    public static IReadOnlyList<PublishedFigure> Table3 { get; } = Read<PublishedFigure>("table3");

    /// <summary>Table 3: the eight largest communities at the first snapshot and the last.</summary>
    public static IReadOnlyList<PublishedCommunities> Communities { get; } = Read<PublishedCommunities>("table3-communities");

    /// <summary>Table 4: modularity against training accuracy.</summary>
    public static IReadOnlyList<PublishedFigure> Table4 { get; } = Read<PublishedFigure>("table4");

    /// <summary>Table 5: the model's entropy against training accuracy.</summary>
    public static IReadOnlyList<PublishedFigure> Table5 { get; } = Read<PublishedFigure>("table5");

    /// <summary>Table 6: the model's entropy over a class's samples against the training accuracy on that class.</summary>
    public static IReadOnlyList<PublishedFigure> Table6 { get; } = Read<PublishedFigure>("table6");

    private static T[] Read<T>(string table)
    {
        using Stream stream = typeof(PaperFigures).Assembly.GetManifestResourceStream($"paper/{table}.json")!;
        return JsonSerializer.Deserialize<T[]>(stream, Json.Options)!;
    }
}
