using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>
/// Divides the columns (neurons) of a layer among threads. Each column is worked on by one thread, sample after sample,
/// so that no figure depends on how many threads there are.
/// </summary>
internal static class Columns
{
    /// <summary>Columns are taken by so many: a cache line of float32, two of float64, whole vectors of either.</summary>
    public const int Step = 16;

    /// <summary>The columns, rounded up to whole steps.</summary>
    public static int Padded(int columns)
    {
        return (columns + Step - 1) / Step * Step;
    }

    /// <summary>Runs the work on ranges that together are all the columns, each of whole steps but for the last.</summary>
    /// <param name="from">The first column, at a whole step.</param>
    /// <param name="until">Behind the last column.</param>
    /// <param name="widest">The most columns that a range may have, whole steps.</param>
    /// <param name="threads">How many ranges may be worked on at once.</param>
    /// <param name="work">Takes a range: its first column, and the one behind its last.</param>
    public static void ForEachRange(int from, int until, int widest, int threads, Action<int, int> work)
    {
        int share = Padded((until - from + threads - 1) / threads);
        int width = Math.Clamp(share, Step, widest);
        int parts = (until - from + width - 1) / width;
        Each.Of(parts, threads, part =>
        {
            int start = from + part * width;
            work(start, Math.Min(start + width, until));
        });
    }
}
