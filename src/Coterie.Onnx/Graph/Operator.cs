using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>The operators of ONNX and of ONNX Runtime's own domain, by what they do.</summary>
internal static class Operator
{
    private static readonly Dictionary<string, OperatorKind> Kinds = new[]
    {
        (OperatorKind.Product,
            "Gemm MatMul Conv ConvTranspose Einsum ConvInteger MatMulInteger QLinearConv QLinearMatMul ConvTransposeWithDynamicPads "
            + "FusedConv FusedGemm FusedMatMul FusedMatMulActivation GemmFloat8 GemmFastGelu MatMulFpQ4 MatMulNBits MatMulBnb4 "
            + "MatMulInteger16 MatMulIntegerToFloat DynamicQuantizeMatMul NhwcConv NhwcFusedConv QGemm QLinearConvTranspose "
            + "TransposeMatMul DeformConv"),
        (OperatorKind.Recurrent, "LSTM GRU RNN DynamicQuantizeLSTM"),
        (OperatorKind.Affine,
            "Identity Cast CastLike Dropout Neg QuantizeLinear DequantizeLinear DynamicQuantizeLinear BiasDropout BiasAdd"),
        (OperatorKind.Sum, "Add Sub Sum Mean QLinearAdd"),
        (OperatorKind.Scale, "Mul Div QLinearMul"),
        (OperatorKind.Bend,
            "Relu LeakyRelu PRelu ThresholdedRelu Elu Selu Celu Sigmoid HardSigmoid HardSwish Swish Mish Gelu Softplus Softsign Tanh "
            + "Shrink Erf Exp Log Sqrt Reciprocal Pow Abs Sign Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Floor Ceil Round "
            + "Clip Max Min Mod Where Greater GreaterOrEqual Less LessOrEqual Equal Not And Or Xor IsNaN IsInf "
            + "BiasGelu FastGelu QuickGelu Silu QLinearSigmoid QLinearLeakyRelu ParametricSoftplus ScaledTanh"),
        (OperatorKind.Reduce,
            "ReduceMean ReduceSum ReduceMax ReduceMin ReduceL1 ReduceL2 ReduceSumSquare ReduceLogSumExp ReduceProd GlobalAveragePool "
            + "GlobalMaxPool GlobalLpPool QLinearGlobalAveragePool QLinearReduceMean"),
        (OperatorKind.Move,
            "BatchNormalization LayerNormalization InstanceNormalization GroupNormalization GroupNorm LpNormalization LRN "
            + "MeanVarianceNormalization RMSNormalization SimplifiedLayerNormalization SkipLayerNormalization "
            + "SkipSimplifiedLayerNormalization SkipGroupNorm AveragePool MaxPool LpPool NhwcMaxPool QLinearAveragePool Reshape Flatten "
            + "Transpose Squeeze Unsqueeze Split Slice Concat QLinearConcat Pad Expand Tile Gather Resize Upsample DepthToSpace "
            + "SpaceToDepth"),
        (OperatorKind.Shape, "Shape Size"),
    }.SelectMany(entry => entry.Item2.Split(' ').Select(name => (name, entry.Item1))).ToDictionary(StringComparer.Ordinal);

    // Domains whose operators are known; the names of the two do not clash. Older exporters write "ai.onnx" for the first.
    private static readonly HashSet<string> Domains = new(["", "ai.onnx", "com.microsoft", "com.microsoft.nchwc"], StringComparer.Ordinal);

    /// <summary>What an operator does.</summary>
    /// <param name="node">The node.</param>
    public static OperatorKind Kind(this NodeProto node)
    {
        return Domains.Contains(node.Domain) ? Kinds.GetValueOrDefault(node.OpType, OperatorKind.Stop) : OperatorKind.Stop;
    }

    /// <summary>Whether an operator acts on each element of its inputs by itself.</summary>
    /// <param name="kind">What it does.</param>
    public static bool IsElementwise(this OperatorKind kind)
    {
        return kind is OperatorKind.Affine or OperatorKind.Sum or OperatorKind.Scale or OperatorKind.Bend;
    }

    /// <summary>The activation function that a fused product applies to its own output; null if none.</summary>
    /// <param name="node">A product.</param>
    public static string? FusedActivation(this NodeProto node)
    {
        if (string.Equals(node.OpType, "GemmFastGelu", StringComparison.Ordinal)) return "FastGelu";
        string? name = node.Attribute.FirstOrDefault(attribute => attribute.Name is "activation")?.S.ToStringUtf8();
        return string.IsNullOrEmpty(name) ? null : name;
    }

    /// <summary>An attribute with a whole number.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="otherwise">The value where the node has no such attribute.</param>
    public static long Integer(this NodeProto node, string name, long otherwise)
    {
        AttributeProto? found = node.Attribute.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal));
        return found is { HasI: true } ? found.I : otherwise;
    }

    /// <summary>An attribute with whole numbers; null where the node has none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The attribute's name.</param>
    public static IReadOnlyList<long>? Integers(this NodeProto node, string name)
    {
        return node.Attribute.FirstOrDefault(attribute => string.Equals(attribute.Name, name, StringComparison.Ordinal))?.Ints;
    }
}
