using System.Text.Json;
using System.Text.Json.Serialization;
using Coterie.Runs;

namespace Coterie.Sweeps.Folder;

/// <summary>The content of <c>sweep.json</c>: the plan, and the runs it asks for.</summary>
public sealed record SweepDocument
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    private const string ToolName = "coterie sweep";

    /// <summary>The program that wrote it.</summary>
    public string Tool { get; init; } = ToolName;

    /// <summary>The format's version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The sweep's name.</summary>
    public required string Name { get; init; }

    /// <summary>The plan, as it was written.</summary>
    public required string Plan { get; init; }

    /// <summary>The runs, in the order of their numbers.</summary>
    public required IReadOnlyList<RunEntry> Runs { get; init; }

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Reads one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or another program or version wrote it.</exception>
    internal static SweepDocument Read(string path)
    {
        SweepDocument document = Json.Read<SweepDocument>(path);
        if (document.Tool != ToolName) throw new InputException($"{path}: not the document of a sweep of coterie");
        if (document.Format == CurrentFormat) return document;
        throw new InputException($"{path}: found format {document.Format}, expected {CurrentFormat}; a newer coterie may open it");
    }

    /// <summary>A run of the plan.</summary>
    /// <param name="Name">The name of its folder.</param>
    /// <param name="Arguments">The arguments of <c>coterie study</c> that decide its values.</param>
    public sealed record RunEntry(string Name, IReadOnlyList<string> Arguments);
}
