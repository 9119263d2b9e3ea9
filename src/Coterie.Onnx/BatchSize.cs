using Coterie.Onnx.Graph;
using Coterie.Onnx.Schema;

namespace Coterie.Onnx;

/// <summary>Lets a model take batches of any size, where it was exported for one.</summary>
internal static class BatchSize
{
    /// <summary>The size of batch that a model was exported for; null if it takes any.</summary>
    /// <param name="model">The model.</param>
    public static int? Fixed(OnnxModel model) => model.Inputs.Select(input => input.Shape.Count > 0 ? input.Shape[0] : null).Max();

    /// <summary>
    /// Opens the first axis of a model's inputs: their sizes, and the constants of Reshape that spell it out, which become 0, the size that
    /// comes in.
    /// </summary>
    /// <param name="model">The model to change.</param>
    /// <param name="batch">The size it was exported for.</param>
    public static void Open(ModelProto model, int batch)
    {
        GraphProto graph = model.Graph;
        graph.ValueInfo.Clear();
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output))
        {
            if (value.Type?.TensorType?.Shape is { Dim.Count: > 0 } shape && shape.Dim[0].DimValue == batch)
            {
                shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "coterie_batch" };
            }
        }
        DataFlow flow = new(graph);
        NodeProto[] reshapes = [.. graph.Node.Where(node => node is { OpType: "Reshape", Input.Count: 2 })];
        foreach (NodeProto node in reshapes.Where(node => node.Integer("allowzero", 0) == 0))
        {
            if (flow.TensorOf(node.Input[1]) is not { } tensor || Numbers(tensor) is not [var first, ..] sizes || first != batch) continue;
            TensorProto open = new()
            {
                Name = $"{node.Input[1]}/coterie/{node.Output[0]}",
                DataType = (int)ElementType.Int64,
                Dims = { sizes.Length },
                Int64Data = { sizes.Skip(1).Prepend(0) },
            };
            graph.Initializer.Add(open);
            node.Input[1] = open.Name;
        }
    }

    private static long[] Numbers(TensorProto tensor)
    {
        if (tensor.Int64Data.Count > 0) return [.. tensor.Int64Data];
        byte[] raw = tensor.RawData.ToByteArray();
        long[] numbers = new long[raw.Length / sizeof(long)];
        Buffer.BlockCopy(raw, 0, numbers, 0, numbers.Length * sizeof(long));
        return numbers;
    }
}
