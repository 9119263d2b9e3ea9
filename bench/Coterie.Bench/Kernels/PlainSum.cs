using System.Numerics.Tensors;

namespace Coterie.Bench.Kernels;

/// <summary>A plain sum over memory, which shows how fast this machine reads.</summary>
internal static class PlainSum
{
    // Each thread goes through its memory in order, in chunks of this many numbers.
    private const int Chunk = 1 << 14;

    public static double Of(float[] values, int threads)
    {
        double[] sums = new double[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            long start = values.LongLength * part / threads;
            long end = values.LongLength * (part + 1) / threads;
            double sum = 0;
            for (long at = start; at < end; at += Chunk)
            {
                sum += TensorPrimitives.Sum(values.AsSpan((int)at, (int)Math.Min(Chunk, end - at)));
            }
            sums[part] = sum;
        });
        return sums.Sum();
    }
}
