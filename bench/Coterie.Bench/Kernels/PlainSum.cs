using System.Numerics.Tensors;

namespace Coterie.Bench.Kernels;

/// <summary>A sum over memory and nothing else: how fast this machine reads.</summary>
internal static class PlainSum
{
    // Sixteen thousand numbers at a time: each thread walks through memory in order, whatever the other does.
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
