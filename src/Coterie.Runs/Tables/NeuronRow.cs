using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of <c>neurons.parquet</c>: every neuron of every layer and snapshot.</summary>
public sealed record NeuronRow
{
    /// <summary>The snapshot, from 1.</summary>
    [JsonPropertyName("snapshot")]
    public int Snapshot { get; init; }

    /// <summary>The layer.</summary>
    [JsonPropertyName("layer")]
    public string Layer { get; init; } = "";

    /// <summary>The neuron, from 0.</summary>
    [JsonPropertyName("neuron")]
    public int Neuron { get; init; }

    /// <summary>The classes it represents, ascending.</summary>
    [JsonPropertyName("classes")]
    public List<int> Classes { get; init; } = [];

    /// <summary>Its mean activation over the samples of each class.</summary>
    [JsonPropertyName("means")]
    public List<double> Means { get; init; } = [];

    /// <summary>Its entropy of non-zero activations, in nats.</summary>
    [JsonPropertyName("entropy_nonzero")]
    public double EntropyNonzero { get; init; }

    /// <summary>Its entropy of all activations, in nats.</summary>
    [JsonPropertyName("entropy_all")]
    public double EntropyAll { get; init; }

    /// <summary>Its entropy of shares, in nats.</summary>
    [JsonPropertyName("entropy_share")]
    public double EntropyShare { get; init; }

    /// <summary>Its half of the Kernighan–Lin bisection; null outside the pattern graph.</summary>
    [JsonPropertyName("half")]
    public int? Half { get; init; }

    /// <summary>Its Louvain community, from the largest; null outside the pattern graph.</summary>
    [JsonPropertyName("louvain")]
    public int? Louvain { get; init; }

    /// <summary>Its Leiden community, from the largest; null outside the pattern graph.</summary>
    [JsonPropertyName("leiden")]
    public int? Leiden { get; init; }
}
