using Coterie.Activations;
using CsCheck;

namespace Coterie.Tests.Activations;

public class PooledShapeTests
{
    public static TheoryData<long[], PooledShape> Shapes => new()
    {
        { [10, 4], new(4, 1, NeuronsLast: false) },
        { [10, 5, 4], new(4, 5, NeuronsLast: true) },
        { [10, 4, 3, 2], new(4, 6, NeuronsLast: false) },
        { [10, 4, 3, 2, 7], new(4, 42, NeuronsLast: false) },
        { [0, 4, 1, 1], new(4, 1, NeuronsLast: false) },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Neurons_are_the_second_axis_and_of_a_sequence_the_last(long[] shape, PooledShape expected)
    {
        Assert.Equal(expected, PooledShape.Of(shape));
    }

    public static TheoryData<long[]> Wrong =>
        new((IEnumerable<long[]>)[[], [10], [10, 0], [10, 4, 0], [10, 4, 3, 0], [0, 1L << 40, 1L << 40]]);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_shape_without_neurons_is_none(long[] shape)
    {
        Assert.Null(PooledShape.Of(shape));
    }

    [Fact]
    public void Pooling_is_the_mean_or_maximum_of_the_values_of_a_neuron()
    {
        var cases = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Bool, Gen.Enum<Pooling>());
        cases.Sample((samples, neurons, positions, sequence, pooling) =>
        {
            long[] axes = sequence ? [samples, positions, neurons] : [samples, neurons, positions, 1];
            PooledShape shape = PooledShape.Of(axes)!.Value;
            float[] values = [.. Enumerable.Range(0, samples * neurons * positions).Select(k => MathF.Sin(k + 1))];
            float[] expected = new float[samples * neurons];
            for (int d = 0; d < samples; d++)
            {
                for (int q = 0; q < neurons; q++)
                {
                    double[] its =
                    [
                        .. Enumerable.Range(0, neurons * positions).Where(k => shape.NeuronAt(k) == q)
                            .Select(k => (double)values[d * neurons * positions + k]),
                    ];
                    Assert.Equal(positions, its.Length);
                    expected[d * neurons + q] = (float)(pooling == Pooling.Max ? its.Max() : its.Sum() / positions);
                }
            }
            Assert.Equal(expected, shape.Pool<float>(values, pooling).ToArray());
        });
    }
}
