using System.Numerics;
using System.Runtime.InteropServices;
using Coterie.Numerics;

namespace Coterie.Activations;

/// <summary>
/// Which axes of a layer's output are samples, positions and neurons, so that positions can be pooled to one activation per sample and
/// neuron: samples × neurons (a fully connected layer, nothing to pool), samples × positions × features (a sequence layer), or
/// samples × channels × positions… (a convolution of any number of dimensions). Arrays that are kept in another order say so by a
/// <see cref="ChannelOrder"/>.
/// </summary>
/// <param name="Neurons">The neurons: features or channels, at least 1.</param>
/// <param name="Positions">The positions of each neuron, at least 1; 1 where there is nothing to pool.</param>
/// <param name="NeuronsLast">Whether neurons are the axis behind the positions, as in a sequence, or the one before them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PooledShape(long Neurons, long Positions, bool NeuronsLast)
{
    /// <summary>The shapes that can be read, for error messages.</summary>
    public const string Expected =
        "samples × neurons, samples × positions × features or samples × channels × positions…, with at least one neuron";

    /// <summary>The values of one sample.</summary>
    public long RowLength => Neurons * Positions;

    /// <summary>Where neurons stand if nothing is said: last in a sequence, of three axes, otherwise first.</summary>
    /// <param name="axes">The number of axes, samples included.</param>
    public static ChannelOrder DefaultOrder(int axes)
    {
        return axes == 3 ? ChannelOrder.ChannelsLast : ChannelOrder.ChannelsFirst;
    }

    /// <summary>Reads the shape of a layer's output.</summary>
    /// <param name="shape">The sizes of its axes, samples first.</param>
    /// <param name="order">Where the neurons stand among three axes and more; null for <see cref="DefaultOrder"/>.</param>
    /// <returns>
    /// Null if the shape has no neurons (fewer than two axes, or an empty one after the first), or a sample has more values than a long can
    /// count.
    /// </returns>
    public static PooledShape? Of(ReadOnlySpan<long> shape, ChannelOrder? order = null)
    {
        if (shape.Length < 2 || SizeProduct.Of(shape[1..]) is not (> 0 and var values)) return null;
        bool last = shape.Length > 2 && (order ?? DefaultOrder(shape.Length)) == ChannelOrder.ChannelsLast;
        long neurons = last ? shape[^1] : shape[1];
        return new PooledShape(neurons, values / neurons, last);
    }

    /// <summary>The neuron that a value of a sample belongs to.</summary>
    /// <param name="index">The value's index within its sample, from 0.</param>
    public long NeuronAt(long index)
    {
        return NeuronsLast ? index % Neurons : index / Positions;
    }

    /// <summary>Pools samples in place, summing in float64: their activations end up at the beginning of the memory.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">Whole samples, one after the other.</param>
    /// <param name="pooling">How positions become one value.</param>
    /// <returns>samples × neurons.</returns>
    public Span<T> Pool<T>(Span<T> values, Pooling pooling)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Positions == 1) return values;
        int neurons = (int)Neurons, positions = (int)Positions, rowLength = (int)RowLength, rows = values.Length / rowLength;
        double[] pooled = new double[neurons];
        double divisor = pooling == Pooling.Max ? 1 : Positions;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> sample = values.Slice(row * rowLength, rowLength);
            for (int q = 0; q < neurons; q++)
            {
                double neuron = pooling == Pooling.Max ? double.NegativeInfinity : 0;
                for (int position = 0; position < positions; position++)
                {
                    double value = double.CreateTruncating(sample[NeuronsLast ? position * neurons + q : q * positions + position]);
                    neuron = pooling == Pooling.Max ? Math.Max(neuron, value) : neuron + value;
                }
                pooled[q] = neuron / divisor;
            }
            // The pooled samples are shorter, so that what is overwritten here has been read.
            for (int q = 0; q < neurons; q++) values[row * neurons + q] = T.CreateTruncating(pooled[q]);
        }
        return values[..(rows * neurons)];
    }
}
