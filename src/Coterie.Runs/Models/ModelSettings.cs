using System.Text.Json.Serialization;
using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Runs.Models;

/// <summary>The settings that decide the values of an analysis of models.</summary>
public sealed record ModelSettings
{
    /// <summary>The file names of the models, by ascending epoch, one for each snapshot.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The SHA-256 of each model and the weights outside it, which tells runs of different models apart.</summary>
    public required IReadOnlyList<string> Sha256 { get; init; }

    /// <summary>The SHA-256 of the table of accuracies; null if there is none.</summary>
    public string? AccuracySha256 { get; init; }

    /// <summary>The epochs of the models where a person stated them; null where the names tell them.</summary>
    public IReadOnlyList<int>? Epochs { get; init; }

    /// <summary>The name of the data, without their folder.</summary>
    public required string Data { get; init; }

    /// <summary>How many training images were asked for; null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>The rows and columns that images are scaled to where a person stated them; null where the model says it.</summary>
    public int? ImageSize { get; init; }

    /// <summary>The channels of images where a person stated them; null where the model says it.</summary>
    public int? Channels { get; init; }

    /// <summary>What is subtracted from inputs; null for nothing.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>What inputs are divided by; null for nothing.</summary>
    public IReadOnlyList<double>? Std { get; init; }

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
}
