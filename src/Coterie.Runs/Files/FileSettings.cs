using System.Text.Json.Serialization;
using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Runs.Files;

/// <summary>The settings that decide the values of an analysis of files, one for each snapshot.</summary>
public abstract record FileSettings
{
    /// <summary>The file names, by ascending epoch, one for each snapshot.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The SHA-256 of each file, and of the weights outside a model, which tells runs of different files apart.</summary>
    public required IReadOnlyList<string> Sha256 { get; init; }

    /// <summary>The SHA-256 of the table of accuracies, on which every correlation depends; null if there is none.</summary>
    public string? AccuracySha256 { get; init; }

    /// <summary>The epochs of the files where a person stated them; null where the names tell them.</summary>
    public IReadOnlyList<int>? Epochs { get; init; }

    /// <summary>How the positions of a convolution or a sequence become one activation.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>The names and patterns of the layers; null for all.</summary>
    public IReadOnlyList<string>? Layers { get; init; }

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

    private protected FileSettings()
    {
    }
}
