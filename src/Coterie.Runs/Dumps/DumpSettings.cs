using System.Text.Json.Serialization;
using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Runs.Dumps;

/// <summary>The settings that decide the values of an analysis of dumps.</summary>
public sealed record DumpSettings
{
    /// <summary>The file names of the dumps, by ascending epoch, one for each snapshot.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The SHA-256 of each dump, which tells runs of different dumps apart.</summary>
    public required IReadOnlyList<string> Sha256 { get; init; }

    /// <summary>The SHA-256 of the table of accuracies, on which every correlation depends; null if there is none.</summary>
    public string? AccuracySha256 { get; init; }

    /// <summary>The epochs of the dumps where a person stated them; null where the names tell them.</summary>
    public IReadOnlyList<int>? Epochs { get; init; }

    /// <summary>How the positions of a convolution or a sequence become one activation.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>Where the neurons of arrays with positions stand, as <c>--layout</c> takes it; null for the defaults.</summary>
    public IReadOnlyList<string>? Layout { get; init; }

    /// <summary>The names and patterns of the layers; null for all.</summary>
    public IReadOnlyList<string>? Layers { get; init; }

    /// <summary>The name of the labels' array, or of their file; null for the default.</summary>
    public string? Labels { get; init; }

    /// <summary>The SHA-256 of the labels' file; null if they are in the dumps.</summary>
    public string? LabelsSha256 { get; init; }

    /// <summary>Decides every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>At most how many neurons represent a class: S.</summary>
    public TopCount Top { get; init; }

    /// <summary>By what the neurons that represent a class are chosen; not written where it is the mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RepresentativeRule Representatives { get; init; }

    /// <summary>Into how many bins activations are counted: R.</summary>
    public int Bins { get; init; } = 50;

    /// <summary>Gephi's resolution for Louvain and Leiden.</summary>
    public double Resolution { get; init; } = 0.5;
}
