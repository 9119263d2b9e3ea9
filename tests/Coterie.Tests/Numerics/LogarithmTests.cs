using System.Runtime.Intrinsics;
using Coterie.Numerics;

namespace Coterie.Tests.Numerics;

public class LogarithmTests
{
    private static readonly double[] Numbers = Some();

    [Fact]
    public void It_is_right_to_15_digits()
    {
        double[] found = Logarithms();
        for (int k = 0; k < Numbers.Length; k++)
        {
            double expected = Math.Log(Numbers[k]);
            double error = Math.Abs(found[k] - expected);
            Assert.True(error <= 5e-15 * Math.Abs(expected), $"ln {Numbers[k]:R} = {expected:R}, found {found[k]:R}");
        }
    }

    [Fact]
    public void It_is_the_same_on_every_processor()
    {
        // Recorded with vectors of 256 bits.
        Assert.Equal(4066628649601114006UL, Logarithms().Aggregate(0UL, (hash, x) => hash * 31 + BitConverter.DoubleToUInt64Bits(x)));
    }

    private static double[] Logarithms()
    {
        return [.. Numbers.Chunk(8).SelectMany(eight =>
        {
            double[] found = new double[8];
            Logarithm.Of(Vector512.Create(eight)).CopyTo(found);
            return found;
        })];
    }

    private static double[] Some()
    {
        Random random = new(3);
        double[] edges =
        [
            1, Math.BitIncrement(1.0), Math.BitDecrement(1.0), Math.Sqrt(0.5), Math.BitDecrement(Math.Sqrt(0.5)), Math.Sqrt(2),
            Math.BitIncrement(Math.Sqrt(2)), 2.2250738585072014e-308, double.MaxValue, float.Epsilon, float.MaxValue,
            2, 0.5, Math.E, 1e300, 1e-300,
        ];
        // The boundaries between entries of the table, and their neighbours.
        double[] parts =
        [
            .. Enumerable.Range(0, 17).Select(k => BitConverter.UInt64BitsToDouble(0x3FE6_8000_0000_0000 + ((ulong)k << 48)))
                .SelectMany(x => (double[])[x, Math.BitIncrement(x), Math.BitDecrement(x), 1024 * x]),
        ];
        return
        [
            .. parts, .. edges,
            .. Enumerable.Range(0, 4000).Select(_ => Math.ScaleB(1 + random.NextDouble(), random.Next(-15, 16))),
            .. Enumerable.Range(0, 4004).Select(_ => 0.9 + 0.2 * random.NextDouble()),
        ];
    }
}
