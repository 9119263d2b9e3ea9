using System.Numerics;
using System.Runtime.InteropServices;
using Coterie.Training.Cpu;

namespace Coterie.Training.Tests.Cpu;

public class DropoutGeneratorTests
{
    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(1, 0.5)]
    [InlineData(int.MaxValue, 0.9)]
    [InlineData(77, 1e-9)]
    public void It_drops_what_the_definition_of_xoshiro128_says(int seed, double dropout)
    {
        // The sequence of the authors' reference implementation from the state 1, 2, 3, 4.
        uint[] check = [1, 2, 3, 4];
        Assert.Equal([641, 1573767, 3222811527, 3517856514, 836907274, 4247214768], Enumerable.Range(0, 6).Select(_ => Next(check)));

        uint[] words = new uint[4 * DropoutGenerator.Lanes];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        uint[][] states =
        [
            .. Enumerable.Range(0, DropoutGenerator.Lanes)
                .Select(lane => (uint[])[.. Enumerable.Range(0, 4).Select(k => words[k * DropoutGenerator.Lanes + lane])]),
        ];
        DropoutGenerator generator = new(seed, dropout);
        foreach (int length in (int[])[1, 15, 128 * 512, 311, 960])
        {
            float[] factors = new float[length];
            generator.Fill(factors);
            uint[] drawn = [.. Enumerable.Range(0, (length + 15) / 16 * 16).Select(k => Next(states[k % 16]))];
            float scale = 1f / (float)(1 - dropout);
            Assert.Equal(drawn.Take(length).Select(word => (word >> 1) < (1 - dropout) * (1L << 31) ? scale : 0), factors);
        }
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void It_drops_the_share_asked_for_another_with_each_seed(double dropout)
    {
        const int length = 1 << 20;
        float[] one = new float[length], other = new float[length];
        new DropoutGenerator(1, dropout).Fill(one);
        new DropoutGenerator(2, dropout).Fill(other);

        double deviation = Math.Sqrt(dropout * (1 - dropout) / length);
        Assert.Equal(dropout, one.Count(factor => factor == 0) / (double)length, 5 * deviation);
        double both = one.Zip(other).Count(pair => pair is { First: 0, Second: 0 }) / (double)length;
        Assert.Equal(dropout * dropout, both, 5 * Math.Sqrt(dropout * dropout * (1 - dropout * dropout) / length));
    }

    private static uint Next(uint[] s)
    {
        uint drawn = BitOperations.RotateLeft(s[0] + s[3], 7) + s[0], shifted = s[1] << 9;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = BitOperations.RotateLeft(s[3], 11);
        return drawn;
    }
}
