using Coterie.Activations;

namespace Coterie.Data;

/// <summary>Says what was taken for what in an array of three axes or more, and whether its shape fits the other order better.</summary>
internal static class LayoutNote
{
    /// <summary>The line about a layer; null if it has no positions.</summary>
    /// <param name="array">The layer's array.</param>
    /// <param name="shape">How its shape was read.</param>
    /// <param name="rule">The rule that says so; null for the default.</param>
    /// <param name="pooling">How its positions are pooled.</param>
    public static string? Of(DumpArray array, PooledShape shape, LayoutRule? rule, Pooling pooling)
    {
        long[] axes = array.Header.Shape;
        if (axes.Length < 3) return null;
        ChannelOrder order = shape.NeuronsLast ? ChannelOrder.ChannelsLast : ChannelOrder.ChannelsFirst;
        ChannelOrder other = shape.NeuronsLast ? ChannelOrder.ChannelsFirst : ChannelOrder.ChannelsLast;
        string option = $"--layout {array.Name}={LayoutRule.OptionOf(other)}";
        string unit = axes.Length == 3 && shape.NeuronsLast ? "features" : "channels";
        string taken = $"{array.Name}: {string.Join('×', axes)}, {LayoutRule.OptionOf(order).Replace('-', ' ')}, "
            + $"{shape.Neurons} {unit} = {shape.Neurons} neurons, {(pooling == Pooling.Max ? "maximum" : "mean")} of "
            + string.Join('×', Positions(axes, order).ToArray());
        if (axes.Length == 3)
        {
            return rule is null ? $"{taken}; N×T×F is the default of three axes, for N×C×L say {option}" : taken;
        }
        bool isDoubtful = rule?.Pattern is null && EqualNeighbours(axes, other) > EqualNeighbours(axes, order);
        return isDoubtful ? $"warning: {taken}; the equal axes beside each other fit the other order better: {option}" : taken;
    }

    private static ReadOnlySpan<long> Positions(long[] axes, ChannelOrder order)
    {
        return order == ChannelOrder.ChannelsLast ? axes.AsSpan(1..^1) : axes.AsSpan(2);
    }

    // The sides of an image are mostly equal.
    private static int EqualNeighbours(long[] axes, ChannelOrder order)
    {
        ReadOnlySpan<long> positions = Positions(axes, order);
        int equal = 0;
        for (int k = 1; k < positions.Length; k++) equal += positions[k] == positions[k - 1] ? 1 : 0;
        return equal;
    }
}
