using Coterie.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx.Graph;

/// <summary>What one small batch tells of every value of a model: its shape and its type.</summary>
/// <param name="Batch">The samples of the batch.</param>
/// <param name="Shapes">The shape of each value.</param>
/// <param name="Types">The type of each value.</param>
internal sealed record Probe(int Batch, IReadOnlyDictionary<string, int[]> Shapes, IReadOnlyDictionary<string, ElementType> Types)
{
    /// <summary>Computes a batch with every value as an output.</summary>
    /// <param name="model">The model.</param>
    /// <param name="changed">The model as it is to be run.</param>
    /// <param name="samples">The samples, of which the first are taken.</param>
    /// <param name="batch">How many.</param>
    /// <exception cref="InputException">The model does not take them, or cannot be run.</exception>
    public static Probe Run(OnnxModel model, ModelProto changed, OnnxSamples samples, int batch)
    {
        ModelProto all = changed.Clone();
        DataFlow flow = new(all.Graph);
        HashSet<string> names = [.. all.Graph.Output.Select(output => output.Name)];
        foreach (string value in flow.Nodes.SelectMany(node => node.Output).Where(value => value.Length > 0 && !flow.IsConstant(value)))
        {
            if (names.Add(value)) all.Graph.Output.Add(new ValueInfoProto { Name = value });
        }
        using InferenceSession session = model.Open(all, GraphOptimizationLevel.ORT_DISABLE_ALL, threads: 1);
        Dictionary<string, int[]> shapes = new(StringComparer.Ordinal);
        Dictionary<string, ElementType> types = new(StringComparer.Ordinal);
        using BatchInputs inputs = new(model, samples, 0, batch);
        using RunOptions options = OnnxModel.Quietly();
        using IDisposableReadOnlyCollection<OrtValue> values =
            model.Run(() => session.Run(options, inputs.Names, inputs.Values, [.. session.OutputNames]));
        foreach ((string name, OrtValue value) in inputs.Names.Zip(inputs.Values).Concat(session.OutputNames.Zip(values)))
        {
            if (!value.IsTensor) continue;
            OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
            shapes[name] = [.. info.Shape.Select(size => (int)size)];
            types[name] = (ElementType)(int)info.ElementDataType;
        }
        return new Probe(batch, shapes, types);
    }
}
