using Coterie.Activations;

namespace Coterie.Onnx;

/// <summary>What of a model is analysed, and how it is run.</summary>
public sealed record OnnxSettings
{
    /// <summary>The input of 0 and 1 that tells which positions of a sequence count, samples × positions.</summary>
    public const string Mask = "attention_mask";

    /// <summary>Names of layers, or patterns with <c>*</c> and <c>?</c>; empty for all.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>How the positions of a convolution or a sequence become one activation.</summary>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>The threads to compute with, 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
