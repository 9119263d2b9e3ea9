namespace Coterie.Torch;

/// <summary>Dropout's factors for a layer's activations, drawn a few rows at a time: they are used while in the first-level cache.</summary>
/// <param name="dropout">The share that is dropped.</param>
internal sealed class Dropping(double dropout)
{
    private const int Piece = 1 << 12;

    private float[] factors = [];
    private DropoutGenerator generator = new(0, dropout);

    /// <summary>What makes up for those dropped.</summary>
    public float Factor { get; } = 1f / (float)(1 - dropout);

    /// <summary>Begins an epoch.</summary>
    /// <param name="seed">Decides what is dropped.</param>
    public void Begin(int seed)
    {
        generator = new DropoutGenerator(seed, dropout);
    }

    /// <summary>Draws a layer's factors.</summary>
    /// <param name="samples">How many rows.</param>
    /// <param name="neurons">How many there are in a row.</param>
    /// <param name="use">Given the first of some rows, and the factors of all of them.</param>
    public void InRows(int samples, int neurons, Action<int, ReadOnlySpan<float>> use)
    {
        int rows = Math.Max(1, Piece / neurons);
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
