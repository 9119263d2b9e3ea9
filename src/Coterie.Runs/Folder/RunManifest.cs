using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs.Folder;

/// <summary>The content of <c>run.json</c>: what a run is and how far it has got.</summary>
public sealed record RunManifest
{
    /// <summary>The format that this version writes. Later versions add members and files, and open every run of this format.</summary>
    public const int CurrentFormat = 2;

    private const string ToolName = "coterie";

    /// <summary>The program that wrote the folder: <c>coterie</c>.</summary>
    public string Tool { get; init; } = ToolName;

    /// <summary>The format's version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>What decides the run's values.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>The environment in which it was computed last.</summary>
    public RunEnvironment Environment { get; init; } = new();

    /// <summary>The data of a study; null where activations came from elsewhere.</summary>
    public DataSummary? Data { get; init; }

    /// <summary>The status of the run.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The finished snapshots, in order.</summary>
    public IReadOnlyList<SnapshotEntry> Snapshots { get; init; } = [];

    /// <summary>Members that a later version wrote; they are kept when the run is continued.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, is not a manifest, or has a format that this version does not know.</exception>
    internal static RunManifest Read(string path)
    {
        // Another format has other members, so the format is checked before the rest is read.
        using JsonDocument document = Json.Parse(path);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || Text(root, "tool") != ToolName)
        {
            throw new InputException($"{path}: not the manifest of a run of coterie");
        }
        string format = Text(root, "format") ?? "unknown";
        if (format == "1")
        {
            throw new InputException(
                $"{path}: found a run of format 1, which coterie 0.1.0 wrote, expected format {CurrentFormat}; "
                + "run it again with another --out");
        }
        if (format != $"{CurrentFormat}")
        {
            throw new InputException($"{path}: found format {format}, expected {CurrentFormat}; a newer coterie may open it");
        }
        RunManifest manifest = Json.As<RunManifest>(root, path);
        manifest.RequireSound(path);
        return manifest;
    }

    // Refuses what cannot be: an edited or damaged manifest.
    private void RequireSound(string path)
    {
        int last = -1;
        foreach (SnapshotEntry entry in Snapshots)
        {
            if (entry is null) throw new InputException($"{path}: found null among the snapshots");
            if (entry.Snapshot <= last || entry.Snapshot == int.MaxValue || !(entry.Epoch >= 0))
            {
                throw new InputException(
                    $"{path}: found snapshot {entry.Snapshot} of epoch {entry.Epoch} after snapshot {last}, expected numbers that ascend");
            }
            last = entry.Snapshot;
            foreach ((string file, string checksum) in entry.Files)
            {
                // A path that led out of the folder, perhaps to a device, would be read.
                if (!RunFiles.IsName(file)) throw new InputException($"{path}: found a file '{file}', expected one of the run's");
                if (checksum is null) throw new InputException($"{path}: found no checksum of {file}, expected one");
            }
        }
        if (Environment.Threads is < 1) throw new InputException($"{path}: found {Environment.Threads} threads, expected at least 1");
        if (Data is not null && Data.Classes.Concat(Data.Warnings).Any(text => text is null))
        {
            throw new InputException($"{path}: found null among the classes or warnings of the data");
        }
    }

    private static string? Text(JsonElement root, string member)
    {
        return root.TryGetProperty(member, out JsonElement value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;
    }
}
