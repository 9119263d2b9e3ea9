using System.Text.Json.Serialization;

namespace Coterie.Bench.Compare;

/// <summary>The input of a task, in the form that both kinds of worker read.</summary>
internal sealed record WorkInput
{
    /// <summary>For each layer, a file of float32: samples × neurons.</summary>
    public IReadOnlyList<string> Activations { get; init; } = [];

    /// <summary>How many neurons each layer has.</summary>
    public IReadOnlyList<int> Neurons { get; init; } = [];

    /// <summary>A file of int32: the class of each sample.</summary>
    public string? Labels { get; init; }

    /// <summary>The number of samples.</summary>
    public long Samples { get; init; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; init; }

    /// <summary>The memory the analysis may take, in bytes; 0 for no limit.</summary>
    public long Memory { get; init; }

    /// <summary>The stem of a graph's two files: <c>.pairs</c> of int32 and <c>.weights</c> of float64.</summary>
    public string? Graph { get; init; }

    /// <summary>The number of vertices.</summary>
    public int Vertices { get; init; }

    /// <summary>The number of edges.</summary>
    public long Edges { get; init; }

    /// <summary>The folder with MNIST; null for the usual one.</summary>
    public string? Data { get; init; }

    /// <summary>The bytes of the activations.</summary>
    [JsonIgnore]
    public long Bytes => Samples * Neurons.Sum(neurons => (long)neurons) * sizeof(float);
}
