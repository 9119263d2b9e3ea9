using Coterie.Activations;

namespace Coterie.Runs.Dumps;

/// <summary>What decides the figures of an analysis of activations from elsewhere.</summary>
public sealed record DumpSettings
{
    /// <summary>The dumps, a snapshot each, in order, by file name.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The SHA-256 of each dump, so that another run is not taken for this one.</summary>
    public required IReadOnlyList<string> Sha256 { get; init; }

    /// <summary>The SHA-256 of the table of accuracies, which every correlation depends on; null where there is none.</summary>
    public string? AccuracySha256 { get; init; }

    /// <summary>How the positions of a convolution or a sequence become one activation.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>Decides every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>At most how many neurons represent a class: S.</summary>
    public int Top { get; init; } = 50;

    /// <summary>Into how many bins activations are counted: R.</summary>
    public int Bins { get; init; } = 50;

    /// <summary>Gephi's resolution for Louvain and Leiden.</summary>
    public double Resolution { get; init; } = 0.5;
}
