namespace Coterie.Runs.Folder;

/// <summary>The content of <c>run.json</c>: what a run is and how far it is.</summary>
/// <typeparam name="TSettings">The settings it is made with.</typeparam>
public sealed record RunManifest<TSettings>
{
    /// <summary>The version of the run folder's format that this code reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>What wrote the folder: <c>coterie</c>.</summary>
    public string Tool { get; init; } = "coterie";

    /// <summary>The format's version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The preset; null where activations came from elsewhere.</summary>
    public string? Preset { get; init; }

    /// <summary>The settings that decide the figures, the seed among them.</summary>
    public required TSettings Settings { get; init; }

    /// <summary>The images of a study; null where activations came from elsewhere.</summary>
    public StudyImages? Images { get; init; }

    /// <summary>The software the run was started with, name to version.</summary>
    public required IReadOnlyDictionary<string, string> Software { get; init; }

    /// <summary>How far the run is.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The finished snapshots, in order.</summary>
    public IReadOnlyList<SnapshotEntry> Snapshots { get; init; } = [];
}
