using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

/// <summary>The paths of the properties that a document has, whatever measures are added later.</summary>
internal static class DocumentShape
{
    private static readonly string[] Entropy = ["nonzero", "all", "share", "common"];
    private static readonly string[] Summary = ["median", "minimum", "maximum", "lower", "upper", "level", "p", "seeds", "pairing.effect"];
    private static readonly string[] Communities = ["resolution", "modularity", "communities", "averageSize", "sizes[]"];

    /// <summary>The document of <c>--json</c>; <c>class</c> and the layers' <c>classEntropy</c> tell the classes apart.</summary>
    private static readonly string[] Run =
    [
        "preset",
        .. Under("settings", Settings()),
        "snapshots[].step",
        .. Under("snapshots[].classAccuracy[]", ["evaluated", "test"]),
        .. Snapshots(),
        .. Under("correlations[]", ["layer", "class", "measure", "variant", "against", "pearson", "spearman"]),
        .. Under("correlationRange", Range),
        .. Under("formation.range", Range),
        .. Under("formation.correlations[]", ["layer", "class", "measure", "variant", "against", "pearson", "spearman"]),
    ];

    public static SortedSet<string> Study { get; } = new(Run, StringComparer.Ordinal);

    private static string[] Range => ["snapshots", "firstEpoch", "lastEpoch", "firstStep", "lastStep"];

    /// <summary>The document of <c>--json</c> with <c>--seeds</c>; a correlation that no seed has is null.</summary>
    public static SortedSet<string> Seeds { get; } = new(
    [
        "preset",
        .. Under("settings", Settings()),
        .. Under("seeds[]", Run),
        .. Under("correlations[]", ["layer", "class", "measure", "variant", "against", "pearson", "spearman"]),
        .. Under("correlations[].pearson", Summary),
        .. Under("correlations[].spearman", Summary),
    ], StringComparer.Ordinal);

    public static SortedSet<string> Dumps { get; } = new(
    [
        "preset",
        .. Under("settings", ["files[]", "sha256[]", "accuracySha256", "pooling", "seed", "top", "bins", "resolution"]),
        .. Snapshots(),
        .. Under("correlations[]", ["layer", "class", "measure", "variant", "against", "pearson", "spearman"]),
    ], StringComparer.Ordinal);

    public static SortedSet<string> Of(JsonElement root)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        Walk(root, "");
        return found;

        void Walk(JsonElement element, string path)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in element.EnumerateArray()) Walk(item, $"{path}[]");
            }
            else
            {
                found.Add(path);
            }
        }
    }

    private static string[] Settings() =>
    [
        "dataSet", "mixLabels", "imageSize", "skipBadImages", "samples", "network", "hidden[]", "dropout", "optimizer", "learningRate",
        "batch", "epochs", "snapshots", "seed", "top", "bins", "resolution", "threads", "device", "precision",
    ];

    private static IEnumerable<string> Snapshots() => Under("snapshots[]",
    [
        "epoch",
        .. Under("accuracy", ["running", "evaluated", "test"]),
        .. Under("entropy", Entropy),
        .. Under("classEntropy[]", Entropy),
        .. Under("layers[]",
        [
            "name", "neurons", "top", "saturated", "deadNeurons", "vertices", "edges", "totalWeight", "unique", "shared",
            "sharedExclusive", "representatives[][]", "intersections[][]", "overlap[][]",
            .. Under("modularity", ["klb", "noOverlap", "unweightedOverlap", "weightedOverlap"]),
            .. Under("louvain", Communities),
            .. Under("leiden", Communities),
            .. Under("entropy", Entropy),
            .. Under("classEntropy[]", Entropy),
        ]),
    ]);

    private static IEnumerable<string> Under(string parent, IEnumerable<string> names) => names.Select(name => $"{parent}.{name}");
}
