using System.Buffers.Binary;
using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>How quantised values stand for numbers.</summary>
internal static class Quantisation
{
    /// <summary>
    /// The names of the scale and the zero point with which a node quantises its output; null where it does not. The zero point is empty
    /// where it is the default.
    /// </summary>
    /// <param name="node">The node.</param>
    public static (string Scale, string ZeroPoint)? Of(NodeProto node)
    {
        int at = node.OpType switch
        {
            "QuantizeLinear" => 1,
            "QLinearSigmoid" or "QLinearLeakyRelu" or "QLinearGlobalAveragePool" or "QLinearAveragePool" => 3,
            "QLinearConv" or "QLinearMatMul" or "QLinearAdd" or "QLinearMul" => 6,
            "QGemm" when node.Input.Count > 7 => 7,
            _ => 0,
        };
        return at == 0 || node.Input.Count <= at ? null : (node.Input[at], node.Input.Count > at + 1 ? node.Input[at + 1] : "");
    }

    /// <summary>Whether a node leaves no negative values because of how it quantises: ReLU as quantisers write it.</summary>
    /// <param name="flow">The graph.</param>
    /// <param name="node">The node.</param>
    public static bool Clips(DataFlow flow, NodeProto node)
    {
        return Of(node) is { } found && (found.ZeroPoint.Length == 0 || IsLeast(flow.TensorOf(found.ZeroPoint)));
    }

    /// <summary>Whether a zero point is the least number of its type, so that no value below zero can be written.</summary>
    /// <param name="zeroPoint">The zero point; null where it is not known.</param>
    private static bool IsLeast(TensorProto? zeroPoint)
    {
        if (zeroPoint is null) return false;
        ReadOnlySpan<byte> raw = zeroPoint.RawData.Span;
        int? typed = zeroPoint.Int32Data.Count > 0 ? zeroPoint.Int32Data[0] : null;
        return (ElementType)zeroPoint.DataType switch
        {
            ElementType.UInt8 => (typed ?? (raw.Length > 0 ? raw[0] : 0)) == 0,
            ElementType.Int8 => (typed ?? (raw.Length > 0 ? (sbyte)raw[0] : 0)) == sbyte.MinValue,
            ElementType.UInt16 => (typed ?? (raw.Length > 1 ? BinaryPrimitives.ReadUInt16LittleEndian(raw) : 0)) == 0,
            ElementType.Int16 => (typed ?? (raw.Length > 1 ? BinaryPrimitives.ReadInt16LittleEndian(raw) : 0)) == short.MinValue,
            _ => false,
        };
    }
}
