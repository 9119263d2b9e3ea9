using Coterie.Numerics;
using static TorchSharp.torch;

namespace Coterie.Training.Cpu;

/// <summary>
/// Draws the factors by which dropout multiplies a layer's activations, a few rows at a time, so that they are used while they are in the
/// first-level cache. Every thread draws the factors of its own rows; together they draw the same sequence on any number of threads.
/// </summary>
/// <param name="dropout">The share that is dropped.</param>
internal sealed class DropoutMask(double dropout)
{
    // The factors drawn at once: 16 KB.
    private const int BlockLength = 1 << 12;

    private DropoutGenerator generator = new(0, dropout);
    private float[][] factors = [];

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
    /// <param name="use">Gets the first of some consecutive rows, and the factors of those rows; called from several threads.</param>
    public void Rows(int samples, int neurons, Action<int, ReadOnlySpan<float>> use)
    {
        int rows = Math.Max(1, BlockLength / neurons), blocks = (samples + rows - 1) / rows, threads = Math.Clamp(get_num_threads(), 1, blocks);
        if (factors.Length < threads || factors[0].Length < rows * neurons) factors = Ones(threads, rows * neurons);
        DropoutGenerator begin = generator;
        ParallelLoop.Run(threads, threads, thread =>
        {
            int first = FirstBlock(thread), last = FirstBlock(thread + 1);
            // A thread steps its own copy of the generator over the factors of the threads before it, which is cheap.
            DropoutGenerator own = begin.Ahead(dropout > 0 ? (long)first * DropoutGenerator.Draws(rows * neurons) : 0);
            for (int row = first * rows; row < Math.Min(last * rows, samples); row += rows)
            {
                Span<float> some = factors[thread].AsSpan(0, Math.Min(rows, samples - row) * neurons);
                if (dropout > 0) own.Fill(some);
                use(row, some);
            }
            if (thread == threads - 1) generator = own;
        });

        int FirstBlock(int thread)
        {
            return (int)((long)blocks * thread / threads);
        }
    }

    private static float[][] Ones(int threads, int length)
    {
        float[][] ones = new float[threads][];
        for (int k = 0; k < threads; k++)
        {
            ones[k] = new float[length];
            Array.Fill(ones[k], 1);
        }
        return ones;
    }
}
