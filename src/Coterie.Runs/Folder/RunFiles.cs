using System.Text.RegularExpressions;

namespace Coterie.Runs.Folder;

/// <summary>
/// The names of the files in a run folder, relative to it. Every snapshot has its own files, in one folder for each kind, so that
/// <c>runs/mnist/metrics/*.parquet</c> reads as one table and no finished file is rewritten.
/// </summary>
public static partial class RunFiles
{
    /// <summary>The manifest: what the run is, its status, and which snapshots are finished.</summary>
    public const string Manifest = "run.json";

    /// <summary>The state of training after the last finished epoch.</summary>
    public const string Checkpoint = "checkpoint.safetensors";

    /// <summary>The folders with a file for each snapshot.</summary>
    internal static IReadOnlyList<string> Folders { get; } =
        ["metrics", "neurons", "communities", "edges", "images", "structure", "weights"];

    /// <summary>
    /// Whether a file is what a killed process left of a run's file that it was writing: <c>metrics/0001.parquet.TOKEN.part</c>, or
    /// without a token from coterie 0.1.0.
    /// </summary>
    /// <param name="file">Its path, relative to the run folder.</param>
    internal static bool IsLeftover(string file)
    {
        return Leftover().IsMatch(file.Replace('\\', '/'));
    }

    /// <summary>Whether a file in the manifest has the name of a file of a snapshot, of this version or another.</summary>
    /// <param name="file">Its path, relative to the run folder.</param>
    internal static bool IsName(string file) => SnapshotFile().IsMatch(file);

    [GeneratedRegex(@"^[a-zA-Z]+/\d{4,10}\.[a-z0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex SnapshotFile();

    [GeneratedRegex(
        @"^(run\.json|report\.html|checkpoint\.safetensors|[a-z]+/\d{4,}\.(parquet|json|safetensors))(\.[0-9a-f]{32})?\.part$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Leftover();

    /// <summary>The table of a snapshot's measures.</summary>
    /// <param name="snapshot">The snapshot's number; 0 is the untrained network.</param>
    public static string Metrics(int snapshot) => $"metrics/{snapshot:0000}.parquet";

    /// <summary>The table of a snapshot's neurons.</summary>
    /// <param name="snapshot">The snapshot's number.</param>
    public static string Neurons(int snapshot) => $"neurons/{snapshot:0000}.parquet";

    /// <summary>The table of the communities of a snapshot's neurons.</summary>
    /// <param name="snapshot">The snapshot's number.</param>
    public static string Communities(int snapshot) => $"communities/{snapshot:0000}.parquet";

    /// <summary>The table of the edges of a snapshot's pattern graphs.</summary>
    /// <param name="snapshot">The snapshot's number.</param>
    public static string Edges(int snapshot) => $"edges/{snapshot:0000}.parquet";

    /// <summary>The images of samples that excite the neurons of a snapshot's pattern graphs, and that no earlier file has.</summary>
    /// <param name="snapshot">The snapshot's number.</param>
    public static string Images(int snapshot) => $"images/{snapshot:0000}.parquet";

    /// <summary>The representatives, overlap and community sizes of a snapshot.</summary>
    /// <param name="snapshot">The snapshot's number.</param>
    public static string Structure(int snapshot) => $"structure/{snapshot:0000}.json";

    /// <summary>The network's weights at a snapshot.</summary>
    /// <param name="snapshot">The snapshot's number.</param>
    public static string Weights(int snapshot) => $"weights/{snapshot:0000}.safetensors";
}
