using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>
/// The paper's classifier: fully connected hidden layers <c>layer1</c>, <c>layer2</c>, … with ReLU, dropout after each, and a fully
/// connected <c>output</c> of logits.
/// </summary>
public sealed class MultilayerPerceptron : nn.Module<Tensor, Tensor>
{
    private readonly List<DenseLayer> hidden = [];
    private readonly DenseLayer output;

    /// <summary>Draws the weights from torch's generator.</summary>
    /// <param name="features">The width of the input.</param>
    /// <param name="hidden">The widths of the hidden layers.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="dropout">The share that is dropped after each hidden layer in training.</param>
    /// <param name="device">Where the weights are; null for the processor.</param>
    public MultilayerPerceptron(int features, IReadOnlyList<int> hidden, int classes, double dropout, Device? device = null)
        : base(nameof(MultilayerPerceptron))
    {
        Dropout = dropout;
        int inputs = features;
        foreach (int width in hidden)
        {
            DenseLayer layer = new(inputs, width, rectified: true, device);
            this.hidden.Add(layer);
            register_module($"layer{this.hidden.Count}", layer);
            inputs = width;
        }
        output = new DenseLayer(inputs, classes, rectified: false, device);
        register_module(nameof(output), output);
        HiddenLayers = [.. Enumerable.Range(1, hidden.Count).Select(k => $"layer{k}")];
    }

    /// <summary>The names of the hidden layers.</summary>
    public IReadOnlyList<string> HiddenLayers { get; }

    /// <summary>The share that is dropped after each hidden layer in training.</summary>
    public double Dropout { get; }

    /// <summary>The hidden layers and the output.</summary>
    internal IReadOnlyList<DenseLayer> Layers => [.. hidden, output];

    /// <summary>Computes logits.</summary>
    /// <param name="input">samples × features.</param>
    public override Tensor forward(Tensor input)
    {
        Tensor x = input;
        foreach (DenseLayer layer in hidden)
        {
            x = layer.call(x);
            if (training && Dropout > 0) x = nn.functional.dropout(x, Dropout, training: true);
        }
        return output.call(x);
    }
}
