using Coterie.Runs.Folder;

namespace Coterie.Explorer.Documents;

/// <summary>A run in the list of runs.</summary>
internal sealed record RunSummary
{
    /// <summary>Names the run in addresses: its folder relative to the folder of runs, with slashes.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of run it is, such as <c>study</c>; empty where it cannot be read.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The preset a study began from; null where there is none.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether it is running, stopped or complete.</summary>
    public RunStatus Status { get; init; }

    /// <summary>The network, such as <c>mlp 512, 512</c>; null where not known.</summary>
    public string? Network { get; init; }

    /// <summary>The seed; null where not known.</summary>
    public int? Seed { get; init; }

    /// <summary>The id of the folder that holds this run and the other seeds of its study; null where there are none.</summary>
    public string? Group { get; init; }

    /// <summary>How many snapshots are finished.</summary>
    public int Snapshots { get; init; }

    /// <summary>The epoch of the last snapshot.</summary>
    public double? Epoch { get; init; }

    /// <summary>The training accuracy at the last snapshot: evaluated, or else running.</summary>
    public double? Train { get; init; }

    /// <summary>The test accuracy at the last snapshot.</summary>
    public double? Test { get; init; }

    /// <summary>When the run last grew.</summary>
    public DateTime Changed { get; init; }

    /// <summary>Why it cannot be opened; null if it can.</summary>
    public string? Problem { get; init; }
}
