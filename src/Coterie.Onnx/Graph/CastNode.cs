using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>A node that makes float32 of a value.</summary>
internal static class CastNode
{
    /// <summary>Adds the node.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="output">The name of the result, and of the node.</param>
    public static string Add(GraphProto graph, string value, string output)
    {
        AttributeProto to = new() { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = (long)ElementType.Float };
        graph.Node.Add(new NodeProto { Name = output, OpType = "Cast", Input = { value }, Output = { output }, Attribute = { to } });
        return output;
    }
}
