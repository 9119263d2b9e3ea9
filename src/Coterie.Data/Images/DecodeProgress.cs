namespace Coterie.Data;

/// <summary>
/// Counts the images that threads have decoded and reports the count about a hundred times in all: one report at a time, each larger
/// than the last.
/// </summary>
/// <param name="progress">Receives the reports; may be null.</param>
/// <param name="name">The data set.</param>
/// <param name="total">The number of images.</param>
internal sealed class DecodeProgress(IProgress<LoadProgress>? progress, string name, int total)
{
    private readonly Lock gate = new();
    private readonly int step = Math.Max(1, total / 100);
    private int done;
    private int reported;

    /// <summary>Counts one image more, from any thread.</summary>
    public void Add()
    {
        int now = Interlocked.Increment(ref done);
        if (progress is null || (now % step != 0 && now != total)) return;
        lock (gate)
        {
            // Another thread, with a larger count, may have been faster.
            if (now <= reported) return;
            reported = now;
            progress.Report(new(LoadStep.Decode, name, now, total));
        }
    }
}
