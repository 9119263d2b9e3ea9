namespace Coterie.Bench.Kernels.Twins;

/// <summary>
/// The entropies of a layer by their definition, over all samples and over those of each class: the bin and x ln x of one value at a
/// time.
/// </summary>
internal sealed class ScalarHistograms(int classes, int neurons, int bins)
{
    // Table i is class i's; the last is that of all samples.
    private readonly double[] minima = Filled((classes + 1) * neurons, double.PositiveInfinity);
    private readonly double[] maxima = Filled((classes + 1) * neurons, double.NegativeInfinity);

    /// <summary>The sum of the entropies in all forms over all tables and neurons.</summary>
    public double Entropy(ReadOnlySpan<float> rows, ReadOnlySpan<int> labels)
    {
        ForEach(rows, labels, (at, x) =>
        {
            if (x == 0) return;
            minima[at] = Math.Min(minima[at], x);
            maxima[at] = Math.Max(maxima[at], x);
        });
        double[] sizes = new double[minima.Length];
        double[] sizeLogs = new double[minima.Length];
        int[] nonzero = new int[minima.Length * bins];
        int[] all = new int[minima.Length * bins];
        int[] common = new int[minima.Length * bins];
        (double lowest, double highest) = (Math.Min(0, minima.Min()), Math.Max(0, maxima.Max()));
        ForEach(rows, labels, (at, x) =>
        {
            if (x != 0)
            {
                nonzero[at * bins + BinOf(x, minima[at], maxima[at])]++;
                sizes[at] += Math.Abs(x);
                sizeLogs[at] += Math.Abs(x) * Math.Log(Math.Abs(x));
            }
            common[at * bins + BinOf(x, lowest, highest)]++;
            if (maxima[at] > double.NegativeInfinity) all[at * bins + BinOf(x, Math.Min(0, minima[at]), maxima[at])]++;
        });
        double sum = 0;
        for (int at = 0; at < minima.Length; at++)
        {
            sum += Shannon(nonzero.AsSpan(at * bins, bins)) + Shannon(all.AsSpan(at * bins, bins))
                + Shannon(common.AsSpan(at * bins, bins));
            if (sizes[at] > 0) sum += Math.Log(sizes[at]) - sizeLogs[at] / sizes[at];
        }
        return sum;
    }

    private void ForEach(ReadOnlySpan<float> rows, ReadOnlySpan<int> labels, Action<int, double> act)
    {
        for (int d = 0; d < labels.Length; d++)
        {
            for (int q = 0; q < neurons; q++)
            {
                double x = rows[d * neurons + q];
                act(labels[d] * neurons + q, x);
                act(classes * neurons + q, x);
            }
        }
    }

    private int BinOf(double x, double low, double high)
    {
        double width = (high - low) / bins;
        if (!double.IsNormal(width)) return 0;
        int bin = (int)Math.Min(Math.Floor((x - low) / width), bins - 1);
        if (x < bin * width + low) bin--;
        else if (bin < bins - 1 && x >= (bin + 1) * width + low) bin++;
        return bin;
    }

    private static double Shannon(ReadOnlySpan<int> counts)
    {
        double total = 0;
        foreach (int count in counts) total += count;
        double entropy = 0;
        foreach (int count in counts)
        {
            if (count > 0) entropy -= count / total * Math.Log(count / total);
        }
        return entropy;
    }

    private static double[] Filled(int length, double value)
    {
        double[] values = new double[length];
        Array.Fill(values, value);
        return values;
    }
}
