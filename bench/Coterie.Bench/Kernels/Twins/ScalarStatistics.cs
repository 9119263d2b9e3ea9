namespace Coterie.Bench.Kernels.Twins;

/// <summary>The first pass by its definition: for each class and neuron the sums, extremes and counts, one value at a time.</summary>
internal sealed class ScalarStatistics
{
    private readonly int neurons;
    private readonly double[] sums;
    private readonly double[] magnitudes;
    private readonly double[] minima;
    private readonly double[] maxima;
    private readonly long[] nonzeros;

    public ScalarStatistics(int classes, int neurons)
    {
        this.neurons = neurons;
        int length = classes * neurons;
        (sums, magnitudes) = (new double[length], new double[length]);
        (minima, maxima, nonzeros) = (new double[length], new double[length], new long[length]);
        Array.Fill(minima, double.PositiveInfinity);
        Array.Fill(maxima, double.NegativeInfinity);
    }

    public void Add(ReadOnlySpan<float> rows, ReadOnlySpan<int> labels)
    {
        for (int d = 0; d < labels.Length; d++)
        {
            for (int q = 0; q < neurons; q++)
            {
                double x = rows[d * neurons + q];
                if (x == 0) continue;
                int at = labels[d] * neurons + q;
                sums[at] += x;
                magnitudes[at] += Math.Abs(x);
                minima[at] = Math.Min(minima[at], x);
                maxima[at] = Math.Max(maxima[at], x);
                nonzeros[at]++;
            }
        }
    }
}
