namespace Coterie.Training.Cpu;

/// <summary>
/// Draws the factors by which dropout multiplies a layer's activations, a few rows at a time, so that they are used while they are in the
/// first-level cache.
/// </summary>
/// <param name="dropout">The share that is dropped.</param>
internal sealed class DropoutMask(double dropout)
{
    // The factors drawn at once: 16 KB.
    private const int BlockLength = 1 << 12;

    private DropoutGenerator generator = new(0, dropout);
    private float[] factors = [];

    /// <summary>The factor of an activation that is kept, 1 / (1 − dropout): the expected sum of activations stays the same.</summary>
    public float Scale { get; } = 1f / (float)(1 - dropout);

    /// <summary>Begins an epoch.</summary>
    /// <param name="seed">Decides what is dropped.</param>
    public void Begin(int seed)
    {
        generator = new DropoutGenerator(seed, dropout);
    }

    /// <summary>Draws the factors of a layer's activations.</summary>
    /// <param name="samples">The rows.</param>
    /// <param name="neurons">The activations of a row.</param>
    /// <param name="use">Gets the first of some consecutive rows, and the factors of those rows.</param>
    public void Rows(int samples, int neurons, Action<int, ReadOnlySpan<float>> use)
    {
        int rows = Math.Max(1, BlockLength / neurons);
        if (factors.Length < rows * neurons)
        {
            factors = new float[rows * neurons];
            Array.Fill(factors, 1);
        }
        for (int row = 0; row < samples; row += rows)
        {
            Span<float> some = factors.AsSpan(0, Math.Min(rows, samples - row) * neurons);
            if (dropout > 0) generator.Fill(some);
            use(row, some);
        }
    }
}
