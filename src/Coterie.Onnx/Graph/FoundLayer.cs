namespace Coterie.Onnx.Graph;

/// <summary>A product with weights, and what becomes of its output.</summary>
/// <param name="Name">The layer's name, of its weights or its module.</param>
/// <param name="Operator">The product's operator.</param>
/// <param name="Value">The value that holds its activations; null if it is not analysed.</param>
/// <param name="Function">The operators of the activation function, such as Relu; null if there is none.</param>
/// <param name="Axis">Where its neurons stand; null where that is not known.</param>
/// <param name="Reason">Why it is not analysed; null if it is.</param>
internal sealed record FoundLayer(string Name, string Operator, string? Value, string? Function, Axis? Axis, string? Reason)
{
    /// <summary>Whether the value is a recurrent layer's output: positions × directions × samples × features.</summary>
    public bool IsRecurrent { get; init; }
}
