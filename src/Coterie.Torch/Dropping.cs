namespace Coterie.Torch;

/// <summary>Dropout's factors for a layer's activations, drawn a few thousand at a time: they are used while in the first-level cache.</summary>
/// <param name="dropout">The share that is dropped.</param>
internal sealed class Dropping(double dropout)
{
    private const int Piece = 1 << 12;

    private readonly float[] factors = new float[Piece];
    private DropoutGenerator generator = new(0, dropout);

    /// <summary>What makes up for those dropped.</summary>
    public float Factor { get; } = 1f / (float)(1 - dropout);

    /// <summary>Begins an epoch.</summary>
    /// <param name="seed">Decides what is dropped.</param>
    public void Begin(int seed)
    {
        generator = new DropoutGenerator((uint)seed, dropout);
        Array.Fill(factors, 1);
    }

    /// <summary>Draws a layer's factors.</summary>
    /// <param name="length">samples · neurons.</param>
    /// <param name="use">Given where a piece begins, and its factors.</param>
    public void InPieces(long length, Action<long, ReadOnlySpan<float>> use)
    {
        for (long start = 0; start < length; start += Piece)
        {
            Span<float> some = factors.AsSpan(0, (int)Math.Min(Piece, length - start));
            if (dropout > 0) generator.Fill(some);
            use(start, some);
        }
    }
}
