using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Dropout's factors for a layer's activations, drawn a few rows at a time: they are used while in the first-level cache. Each thread
/// has a share of the rows and begins where the one before it will end.
/// </summary>
/// <param name="dropout">The share that is dropped.</param>
internal sealed class Dropping(double dropout)
{
    private const int Piece = 1 << 12;

    private DropoutGenerator generator = new(0, dropout);
    private float[][] factors = [];

    /// <summary>What makes up for those dropped.</summary>
    public float Factor { get; } = 1f / (float)(1 - dropout);

    /// <summary>Begins an epoch.</summary>
    /// <param name="seed">Decides what is dropped.</param>
    public void Begin(int seed)
    {
        generator = new DropoutGenerator(seed, dropout);
    }

    /// <summary>Draws a layer's factors, the same on however many threads.</summary>
    /// <param name="samples">How many rows.</param>
    /// <param name="neurons">How many there are in a row.</param>
    /// <param name="use">Given the first of some rows, and the factors of all of them; called from several threads.</param>
    public void InRows(int samples, int neurons, Action<int, ReadOnlySpan<float>> use)
    {
        int rows = Math.Max(1, Piece / neurons), pieces = (samples + rows - 1) / rows, shares = Math.Clamp(pieces, 1, get_num_threads());
        if (factors.Length < shares || factors[0].Length < rows * neurons) factors = Ones(shares, rows * neurons);
        DropoutGenerator begin = generator;
        TorchThreads.Each(shares, share =>
        {
            int first = Start(share), last = Start(share + 1);
            DropoutGenerator own = begin.Ahead(dropout > 0 ? (long)first * DropoutGenerator.Turns(rows * neurons) : 0);
            for (int row = first * rows; row < Math.Min(last * rows, samples); row += rows)
            {
                Span<float> some = factors[share].AsSpan(0, Math.Min(rows, samples - row) * neurons);
                if (dropout > 0) own.Fill(some);
                use(row, some);
            }
            if (share == shares - 1) generator = own;
        });

        int Start(int share)
        {
            return (int)((long)pieces * share / shares);
        }
    }

    private static float[][] Ones(int shares, int length)
    {
        float[][] ones = new float[shares][];
        for (int k = 0; k < shares; k++)
        {
            ones[k] = new float[length];
            Array.Fill(ones[k], 1);
        }
        return ones;
    }
}
