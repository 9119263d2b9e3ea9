using System.Numerics.Tensors;
using Coterie.Activations;
using Coterie.Onnx.Graph;
using Coterie.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx;

/// <summary>
/// The output of a model that tells the class: logits or probabilities, one for each class, or a single number for two classes.
/// </summary>
internal sealed class Answers
{
    private readonly float threshold;

    private Answers(string output, float threshold)
    {
        Output = output;
        this.threshold = threshold;
    }

    /// <summary>The output's name.</summary>
    public string Output { get; }

    /// <summary>The count of the latest whole replay; null before the first.</summary>
    public CorrectAnswers? Correct { get; private set; }

    /// <summary>Finds the first output that has a number for each class.</summary>
    /// <param name="graph">The model's graph; an output that is not float32 is cast in it.</param>
    /// <param name="probe">The shapes and types.</param>
    /// <param name="classes">How many classes there are.</param>
    public static Answers? Find(GraphProto graph, Probe probe, int classes)
    {
        foreach (string output in graph.Output.Select(output => output.Name))
        {
            if (!probe.Shapes.TryGetValue(output, out int[]? shape)) continue;
            ElementType type = probe.Types[output];
            if (type is not (ElementType.Float or ElementType.Float16 or ElementType.Double)) continue;
            long each = Shapes.Elements(shape) / probe.Batch;
            if (shape.Length == 0 || shape[0] != probe.Batch) continue;
            if (each == classes) return new Answers(AsFloat(graph, output, type), 0);
            if (each == 1 && classes == 2)
            {
                bool isProbability = graph.Node.Any(node => node.OpType is "Sigmoid" && node.Output.Contains(output));
                return new Answers(AsFloat(graph, output, type), isProbability ? 0.5f : 0);
            }
        }
        return null;
    }

    /// <summary>Counts a batch.</summary>
    /// <param name="value">The output.</param>
    /// <param name="labels">The class of each sample; more rows of the output do not count.</param>
    /// <param name="correct">Where to count.</param>
    public void Count(OrtValue value, ReadOnlySpan<int> labels, CorrectAnswers correct)
    {
        ReadOnlySpan<float> numbers = value.GetTensorDataAsSpan<float>();
        int each = numbers.Length / (int)value.GetTensorTypeAndShape().Shape[0];
        for (int d = 0; d < labels.Length; d++)
        {
            ReadOnlySpan<float> row = numbers.Slice(d * each, each);
            correct.Add(labels[d], each > 1 ? TensorPrimitives.IndexOfMax(row) : row[0] > threshold ? 1 : 0);
        }
    }

    /// <summary>Takes the count of a whole replay.</summary>
    /// <param name="correct">The count.</param>
    public void Complete(CorrectAnswers correct) => Correct = correct;

    private static string AsFloat(GraphProto graph, string output, ElementType type)
    {
        return type == ElementType.Float ? output : CastNode.Add(graph, output, $"coterie/{output}");
    }
}
