namespace Coterie.Torch.Tests;

public class DropoutGeneratorTests
{
    [Theory]
    [InlineData(0u, 0.2)]
    [InlineData(1u, 0.5)]
    [InlineData(2147483647u, 0.9)]
    [InlineData(77u, 1e-9)]
    public void It_drops_what_the_definition_of_MT19937_says(uint seed, double dropout)
    {
        // The C++ standard's own generator of that name has 4123659995 for its 10,000th word, from the seed 5489.
        Twister check = new(5489);
        for (int k = 1; k < 10_000; k++) check.Next();
        Assert.Equal(4123659995, check.Next());

        Twister words = new(seed);
        DropoutGenerator generator = new(seed, dropout);
        foreach ((int samples, int neurons) in ((int, int)[])[(1, 1), (3, 5), (128, 512), (1, 311), (96, 10)])
        {
            float[] factors = new float[samples * neurons];
            generator.Fill(factors);
            float[] expected = [.. Enumerable.Range(0, samples * neurons).Select(_ => words.Sample() < 1 - dropout ? 1f / (float)(1 - dropout) : 0)];
            Assert.Equal(expected, factors);
        }
    }

    /// <summary>MT19937, a word at a time.</summary>
    private sealed class Twister
    {
        private readonly uint[] state = new uint[624];
        private int next = 624;

        public Twister(uint seed)
        {
            state[0] = seed;
            for (int k = 1; k < 624; k++) state[k] = 1812433253 * (state[k - 1] ^ (state[k - 1] >> 30)) + (uint)k;
        }

        public double Sample()
        {
            ulong upper = Next();
            return ((upper << 32 | Next()) & ((1UL << 53) - 1)) * (1.0 / (1UL << 53));
        }

        public uint Next()
        {
            if (next == 624)
            {
                for (int k = 0; k < 624; k++)
                {
                    uint y = (state[k] & 0x80000000) | (state[(k + 1) % 624] & 0x7fffffff);
                    state[k] = state[(k + 397) % 624] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
                }
                next = 0;
            }
            uint z = state[next++];
            z ^= z >> 11;
            z ^= (z << 7) & 0x9d2c5680;
            z ^= (z << 15) & 0xefc60000;
            return z ^ (z >> 18);
        }
    }
}
