using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Bench.Kernels.Twins;

/// <summary>Co-activation by its definition: for each sample, every pair of its class's representatives that exceed their means.</summary>
internal static class ScalarCoactivation
{
    public static long[][] Count(ClassTable means, Representatives representatives, ReadOnlySpan<float> rows, ReadOnlySpan<int> labels)
    {
        long[][] counts = new long[representatives.Classes][];
        for (int i = 0; i < counts.Length; i++) counts[i] = new long[representatives[i].Length * representatives[i].Length];
        for (int d = 0; d < labels.Length; d++)
        {
            ReadOnlySpan<int> members = representatives[labels[d]];
            ReadOnlySpan<double> mean = means.Row(labels[d]);
            ReadOnlySpan<float> row = rows.Slice(d * means.Neurons, means.Neurons);
            for (int q = 0; q < members.Length; q++)
            {
                if (!(row[members[q]] > mean[members[q]])) continue;
                for (int p = 0; p < q; p++)
                {
                    if (row[members[p]] > mean[members[p]]) counts[labels[d]][q * members.Length + p]++;
                }
            }
        }
        return counts;
    }
}
