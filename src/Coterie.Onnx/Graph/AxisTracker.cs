using Coterie.Onnx.Schema;

namespace Coterie.Onnx.Graph;

/// <summary>Follows the axis of neurons through operators that move it, such as the transposes of models from TensorFlow.</summary>
/// <param name="shapes">The shape of each value, for a batch of some size.</param>
internal sealed class AxisTracker(IReadOnlyDictionary<string, int[]> shapes)
{
    /// <summary>The axis of neurons of a product's output; null where its shape is not known.</summary>
    /// <param name="product">The product.</param>
    /// <param name="weightsLeft">Whether the weights are its first factor.</param>
    public Axis? OfProduct(NodeProto product, bool weightsLeft)
    {
        if (!shapes.TryGetValue(product.Output[0], out int[]? shape) || shape.Length == 0) return null;
        int index = product.OpType switch
        {
            "NhwcConv" or "NhwcFusedConv" => shape.Length - 1,
            "QLinearConv" when product.Integer("channels_last", 0) == 1 => shape.Length - 1,
            { } name when name.Contains("Conv", StringComparison.Ordinal) => Math.Min(1, shape.Length - 1),
            "Einsum" => OfEinsum(product, weightsLeft) ?? shape.Length - 1,
            "MatMul" or "MatMulInteger" or "QLinearMatMul" when weightsLeft && shape.Length > 1 => shape.Length - 2,
            _ => shape.Length - 1,
        };
        return new Axis(index, shape[index]);
    }

    /// <summary>The axis after a node; null where it is lost.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The value that flows in.</param>
    /// <param name="axis">Its axis of neurons.</param>
    /// <param name="output">The value that flows out.</param>
    public Axis? After(NodeProto node, string input, Axis? axis, string output)
    {
        if (axis is not { } at || !shapes.TryGetValue(input, out int[]? from) || !shapes.TryGetValue(output, out int[]? to)) return null;
        int? index = node.OpType switch
        {
            "Transpose" => Transposed(node, at.Index, from.Length),
            "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" => Reshaped(from, at, to),
            // Broadcasting and reductions without kept axes align the last axes or drop some.
            _ when from.Length == to.Length => at.Index,
            _ when node.Kind() == OperatorKind.Reduce => Reshaped(from, at, to),
            _ => at.Index + to.Length - from.Length,
        };
        return index is { } found && found >= 0 && found < to.Length ? at with { Index = found } : null;
    }

    private static int Transposed(NodeProto node, int index, int rank)
    {
        IReadOnlyList<long>? order = node.Integers("perm");
        return order is null or { Count: 0 } ? rank - 1 - index : order.ToList().IndexOf(index);
    }

    // The axis that has as many elements behind it, or that holds it; where axes were merged on the way, the one of as many neurons.
    private static int? Reshaped(int[] from, Axis axis, int[] to)
    {
        long behind = Shapes.Elements(from.AsSpan(axis.Index + 1));
        int? same = from[axis.Index] == axis.Neurons
            ? Find(k => to[k] == axis.Neurons && Shapes.Elements(to.AsSpan(k + 1)) == behind)
            : Find(k => k > 0 && to[k] == axis.Neurons);
        if (same is not null) return same;
        return Find(k => Shapes.Elements(to.AsSpan(k + 1)) <= behind && Shapes.Elements(to.AsSpan(k)) > behind);

        int? Find(Func<int, bool> isIt)
        {
            for (int k = 0; k < to.Length; k++)
            {
                if (isIt(k)) return k;
            }
            return null;
        }
    }

    // The letter of the output that the weights alone have.
    private static int? OfEinsum(NodeProto einsum, bool weightsLeft)
    {
        string equation = einsum.Attribute.FirstOrDefault(attribute => attribute.Name is "equation")?.S.ToStringUtf8() ?? "";
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2 || sides[1].Contains('.', StringComparison.Ordinal)) return null;
        string[] factors = sides[0].Split(',');
        if (factors.Length != 2) return null;
        (string weights, string inputs) = weightsLeft ? (factors[0], factors[1]) : (factors[1], factors[0]);
        int index = sides[1].LastIndexOfAny([.. weights.Except(inputs)]);
        return index < 0 ? null : index;
    }
}
