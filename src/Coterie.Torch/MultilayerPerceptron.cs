using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// The paper's classifier: fully connected hidden layers <c>layer1</c>, <c>layer2</c>, … with ReLU, dropout after each,
/// and a fully connected <c>output</c> of logits.
/// </summary>
public sealed class MultilayerPerceptron : nn.Module<Tensor, Tensor>
{
    private readonly List<DenseLayer> hidden = [];
    private readonly DenseLayer output;
    private readonly double dropout;

    /// <summary>Draws the weights from torch's generator.</summary>
    /// <param name="features">The width of the input.</param>
    /// <param name="hidden">The widths of the hidden layers.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="dropout">The share dropped after each hidden layer in training.</param>
    public MultilayerPerceptron(int features, IReadOnlyList<int> hidden, int classes, double dropout)
        : base(nameof(MultilayerPerceptron))
    {
        this.dropout = dropout;
        int inputs = features;
        foreach (int width in hidden)
        {
            DenseLayer layer = new(inputs, width, rectified: true);
            this.hidden.Add(layer);
            register_module($"layer{this.hidden.Count}", layer);
            inputs = width;
        }
        output = new DenseLayer(inputs, classes, rectified: false);
        register_module(nameof(output), output);
        HiddenLayers = [.. Enumerable.Range(1, hidden.Count).Select(k => $"layer{k}")];
    }

    /// <summary>The names of the hidden layers.</summary>
    public IReadOnlyList<string> HiddenLayers { get; }

    /// <summary>Takes weights that <see cref="Trainer.SaveWeights"/> wrote.</summary>
    /// <param name="path">A safetensors file of a network of the same shape.</param>
    /// <exception cref="InputException">It cannot be read, is damaged, or is another network's; the network is then as it was.</exception>
    public void LoadWeights(string path)
    {
        (Dictionary<string, Tensor> saved, _) = SafeTensors.Read(path);
        try
        {
            SavedTensor.Copy(saved, named_parameters().ToDictionary(named => named.name, named => (Tensor)named.parameter, StringComparer.Ordinal), path);
        }
        finally
        {
            foreach (Tensor tensor in saved.Values) tensor.Dispose();
        }
    }

    /// <summary>The hidden layers and the output.</summary>
    internal IReadOnlyList<DenseLayer> Layers => [.. hidden, output];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor x = input;
        foreach (DenseLayer layer in hidden)
        {
            x = layer.call(x);
            if (training && dropout > 0) x = nn.functional.dropout(x, dropout, training: true);
        }
        return output.call(x);
    }
}
