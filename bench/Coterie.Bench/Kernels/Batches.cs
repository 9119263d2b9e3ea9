namespace Coterie.Bench.Kernels;

/// <summary>Passes activations in memory on in batches, as an analysis does.</summary>
internal static class Batches
{
    private const int Rows = 4096;

    /// <summary>Takes a batch.</summary>
    public delegate void Take(ReadOnlySpan<float> activations, ReadOnlySpan<int> labels);

    /// <summary>Calls <paramref name="take"/> for each batch.</summary>
    public static void ForEach(float[] rows, int[] labels, Take take)
    {
        int neurons = rows.Length / labels.Length;
        for (int from = 0; from < labels.Length; from += Rows)
        {
            int until = Math.Min(from + Rows, labels.Length);
            take(rows.AsSpan((from * neurons)..(until * neurons)), labels.AsSpan(from..until));
        }
    }
}
