namespace Coterie.Activations;

/// <summary>
/// Divides the columns (neurons) of a layer among threads. Each column is worked on by one thread, sample after sample,
/// so that no figure depends on how many threads there are.
/// </summary>
internal static class Columns
{
    /// <summary>The columns a kernel takes at once: the float64 lanes of its vectors.</summary>
    public const int Lanes = 8;

    /// <summary>The columns, rounded up so that the last vector has room.</summary>
    public static int Padded(int columns)
    {
        return (columns + Lanes - 1) / Lanes * Lanes;
    }

    /// <summary>Runs the work on ranges that together are all columns, each starting at a whole vector.</summary>
    public static void ForEachRange(int columns, int threads, Action<int, int> work)
    {
        int vectors = Padded(columns) / Lanes;
        int parts = Math.Min(threads, vectors);
        if (parts <= 1)
        {
            work(0, columns);
            return;
        }
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            int start = (int)((long)vectors * part / parts) * Lanes;
            int end = (int)((long)vectors * (part + 1) / parts) * Lanes;
            work(start, Math.Min(end, columns));
        });
    }
}
