using Coterie.Onnx.Graph;

namespace Coterie.Onnx;

/// <summary>A product with weights in a model, as a layer that is analysed or not.</summary>
/// <param name="Name">The layer's name: that of its weights, else of its module, else of its operator.</param>
/// <param name="Operator">The product's operator, such as Conv.</param>
/// <param name="Function">The activation function's operators, such as Relu; null where none was found.</param>
/// <param name="Value">The value of the graph that holds the activations; null where the layer is not analysed.</param>
/// <param name="Shape">The shape of that value, N for the samples, such as N×16×28×28; null without it.</param>
/// <param name="Axis">The axis of it, from 0, on which the neurons stand; null where that is not known.</param>
/// <param name="Neurons">How many neurons it has; null where that is not known.</param>
/// <param name="Reason">Why the layer is not analysed; null if it is.</param>
public sealed record ModelLayer(
    string Name, string Operator, string? Function, string? Value, string? Shape, int? Axis, int? Neurons, string? Reason)
{
    /// <summary>Lists the layers of a model, in the order of computation, by running it once on samples of zeros.</summary>
    /// <param name="model">The model.</param>
    /// <param name="choices">The size of images where the model leaves it open.</param>
    /// <exception cref="InputException">The model cannot be run.</exception>
    public static IReadOnlyList<ModelLayer> Of(OnnxModel model, InputChoices choices)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(choices);
        PreparedModel prepared = PreparedModel.Of(model, EmptySamples.For(model, choices));
        return [.. prepared.FindLayers().Select(layer => Of(layer, prepared.Probe))];
    }

    private static ModelLayer Of(FoundLayer layer, Probe probe)
    {
        int[]? shape = layer.Value is null ? null : probe.Shapes[layer.Value];
        string? text = shape is null
            ? null
            : string.Join('×', shape.Select((size, k) => size == probe.Batch && k != layer.Axis?.Index ? "N" : $"{size}"));
        int? axis = layer.IsRecurrent && shape is not null ? shape.Length - 1 : layer.Axis?.Index;
        int? neurons = shape is not null && axis is { } at ? shape[at] : null;
        return new(layer.Name, layer.Operator, layer.Function, layer.Value, text, axis, neurons, layer.Reason);
    }
}
