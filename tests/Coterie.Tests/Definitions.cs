using Coterie.Activations;

namespace Coterie.Tests;

/// <summary>The quantities of the method by their definitions, in plain loops.</summary>
internal static class Definitions
{
    public static double[] ClassMean(double[][] rows, int[] labels, int @class)
    {
        double[][] members = Members(rows, labels, @class);
        double[] mean = new double[rows[0].Length];
        for (int q = 0; q < mean.Length; q++)
        {
            foreach (double[] row in members) mean[q] += row[q];
            mean[q] /= members.Length;
        }
        return mean;
    }

    /// <summary>Takes the best remaining neuron again and again.</summary>
    public static int[] Representatives(double[] mean, int top)
    {
        List<int> chosen = [];
        while (chosen.Count < top)
        {
            int best = -1;
            for (int q = 0; q < mean.Length; q++)
            {
                if (mean[q] > 0 && !chosen.Contains(q) && (best < 0 || mean[q] > mean[best])) best = q;
            }
            if (best < 0) break;
            chosen.Add(best);
        }
        return [.. chosen];
    }

    /// <summary>Table 2: with <paramref name="alone"/>, off the diagonal too only the neurons that represent no other class.</summary>
    public static int[][] Overlap(int[][] representatives, int neurons, bool alone)
    {
        int[][] overlap = [.. representatives.Select(_ => new int[representatives.Length])];
        for (int i = 0; i < overlap.Length; i++)
        {
            for (int j = 0; j < overlap.Length; j++)
            {
                for (int q = 0; q < neurons; q++)
                {
                    int of = representatives.Count(list => list.Contains(q));
                    bool both = representatives[i].Contains(q) && representatives[j].Contains(q);
                    if (both && (i == j ? of == 1 : of == 2 || !alone)) overlap[i][j]++;
                }
            }
        }
        return overlap;
    }

    /// <summary>Eq. 6 over all neurons; neurons that represent no class have no edges.</summary>
    public static double[,] Pattern(double[][] rows, int[] labels, int classes, int top)
    {
        int neurons = rows[0].Length;
        double[,] weights = new double[neurons, neurons];
        for (int i = 0; i < classes; i++)
        {
            double[][] members = Members(rows, labels, i);
            double[] mean = ClassMean(rows, labels, i);
            int[] representatives = Representatives(mean, top);
            foreach (int p in representatives)
            {
                foreach (int q in representatives)
                {
                    int together = members.Count(row => row[p] > mean[p] && row[q] > mean[q]);
                    if (p != q) weights[p, q] += together / (double)members.Length;
                }
            }
        }
        return weights;
    }

    public static double NonzeroEntropy(double[] column, int bins)
    {
        double[] values = [.. column.Where(x => x != 0)];
        return values.Length == 0 ? 0 : BinnedEntropy(values, values.Min(), values.Max(), bins);
    }

    public static double AllEntropy(double[] column, int bins)
    {
        return BinnedEntropy(column, Math.Min(0, column.Min()), column.Max(), bins);
    }

    public static double ShareEntropy(double[] column)
    {
        double sum = column.Sum(Math.Abs);
        return sum == 0 ? 0 : Shannon(column.Select(x => Math.Abs(x) / sum));
    }

    public static double CommonEntropy(double[] column, double[] layer, int bins)
    {
        return BinnedEntropy(column, Math.Min(0, layer.Min()), layer.Max(), bins);
    }

    public static double[] Column(double[][] rows, int neuron)
    {
        return [.. rows.Select(row => row[neuron])];
    }

    public static double[][] Members(double[][] rows, int[] labels, int @class)
    {
        return [.. rows.Where((_, d) => labels[d] == @class)];
    }

    public static ColumnSummary Summary(double[] column)
    {
        double[] nonzero = [.. column.Where(x => x != 0)];
        double magnitude = 0;
        foreach (double x in column) magnitude += Math.Abs(x);
        return nonzero.Length == 0
            ? ColumnSummary.Empty with { Samples = column.Length }
            : new ColumnSummary(column.Length, nonzero.Length, nonzero.Min(), nonzero.Max(), magnitude);
    }

    public static int[] Histogram(double[] values, double low, double high, int bins)
    {
        double width = (high - low) / bins;
        int[] counts = new int[bins];
        foreach (double x in values)
        {
            int bin = 0;
            while (double.IsNormal(width) && bin < bins - 1 && x >= (bin + 1) * width + low) bin++;
            counts[bin]++;
        }
        return counts;
    }

    private static double BinnedEntropy(double[] values, double low, double high, int bins)
    {
        return Shannon(Histogram(values, low, high, bins).Select(count => count / (double)values.Length));
    }

    public static double Shannon(IEnumerable<double> shares)
    {
        return -shares.Where(p => p > 0).Sum(p => p * Math.Log(p));
    }
}
