namespace Coterie.Numerics;

/// <summary>
/// The random generator SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014). Its state
/// is one word, so every image, epoch or start can have its own, and its numbers are the same on every platform and runtime version.
/// </summary>
internal struct SplitMix64
{
    private ulong state;

    /// <summary>Starts a sequence at a state.</summary>
    public SplitMix64(ulong state)
    {
        this.state = state;
    }

    /// <summary>One generator of many: the same three numbers always give the same sequence.</summary>
    /// <param name="seed">The seed the user chose.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="index">Which item of the stream: an image, a class.</param>
    public SplitMix64(int seed, int stream, int index)
    {
        // Mixed in one after the other; if they were added up, neighbouring seeds and indices would give shifted copies of one sequence.
        state = (uint)seed;
        state = Next() ^ (uint)stream;
        state = Next() ^ (uint)index;
        state = Next();
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in <c>0..bound-1</c>; the bias is below <c>bound / 2^64</c>.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <inheritdoc cref="Below(int)"/>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Uniform in [low, high).</summary>
    public float Between(float low, float high) => low + ((high - low) * ((Next() >> 40) * (1f / (1 << 24))));

    /// <summary>True with the given probability.</summary>
    public bool Chance(float probability) => Between(0, 1) < probability;

    /// <summary>Puts values into a random order: the Fisher–Yates shuffle.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Puts values, chosen at random without replacement, at the beginning.</summary>
    /// <param name="values">What is chosen from; its order may be any, and changes.</param>
    /// <param name="count">How many are chosen.</param>
    public void Draw<T>(Span<T> values, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int j = i + Below(values.Length - i);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
