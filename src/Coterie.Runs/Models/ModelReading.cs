using Coterie.Activations;
using Coterie.Data;
using Coterie.Onnx;

namespace Coterie.Runs.Models;

/// <summary>On what models are run, and what of them is analysed.</summary>
public sealed record ModelReading
{
    /// <summary>
    /// The name of a known data set, or the path of one (see <see cref="DataStore"/>), or of a file with an array for each input and labels
    /// (see <see cref="SampleArrays"/>).
    /// </summary>
    public required string Data { get; init; }

    /// <summary>The name of the array of labels in a file of arrays, or the path of a file that has them.</summary>
    public string Labels { get; init; } = DumpReading.DefaultLabels;

    /// <summary>How many training images; the test gets a sixth as many. Null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>What the models do not say of their inputs.</summary>
    public InputChoices Inputs { get; init; } = new();

    /// <summary>Names of layers, or patterns with <c>*</c> and <c>?</c>; empty for all.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>How the positions of a convolution or a sequence become one activation.</summary>
    public Pooling Pooling { get; init; } = Pooling.Mean;
}
