using Coterie.Kernels;

namespace Coterie.Activations;

/// <summary>
/// Ranges of columns that threads take through the blocks of a batch. A thread that has no more to do is given half of another's
/// columns, from the other's next block on: cores are rarely equally fast, and some begin late. Each column still meets the blocks in
/// their order, one at a time, so that no figure depends on who took which.
/// </summary>
internal sealed class ColumnRanges
{
    private readonly Lock gate = new();
    private readonly Stack<(int Block, int From, int Until)> waiting = [];
    private readonly int blocks;
    private readonly Action<int, int, int> work;

    // Of the ranges being worked on, how many can still be halved.
    private int wide;
    private int idle;

    private ColumnRanges(int blocks, Action<int, int, int> work)
    {
        this.blocks = blocks;
        this.work = work;
    }

    /// <summary>Does some work for each block and all columns, those of a range at a time.</summary>
    /// <param name="from">The first column, at a whole step.</param>
    /// <param name="until">Behind the last column.</param>
    /// <param name="widest">The most columns that a range may have, whole steps.</param>
    /// <param name="blocks">How many blocks; a column meets them one after the other.</param>
    /// <param name="threads">How many ranges may be worked on at once.</param>
    /// <param name="work">Takes a block and a range, of whole steps but for the last: its first column, and the one behind its last.</param>
    public static void ForEach(int from, int until, int widest, int blocks, int threads, Action<int, int, int> work)
    {
        int share = Columns.Padded((until - from + threads - 1) / threads);
        int width = Math.Clamp(share, Columns.Step, widest);
        ColumnRanges ranges = new(blocks, work);
        // The first is taken first: a thread has the columns then that other loops give it too.
        for (int k = (until - from + width - 1) / width - 1; k >= 0; k--) ranges.waiting.Push((0, from + k * width, Math.Min(from + (k + 1) * width, until)));
        Each.Of(Math.Min(threads, Columns.Padded(until - from) / Columns.Step), threads, _ => ranges.Join());
    }

    private void Join()
    {
        while (Next() is var (first, from, until) && until > from)
        {
            try
            {
                for (int block = first; block < blocks; block++)
                {
                    until = Begin(block, from, until);
                    work(block, from, until);
                }
            }
            catch
            {
                // Nobody waits for a half of what is not taken further.
                lock (gate) wide = 0;
                throw;
            }
        }
    }

    // Waits for no longer than a block takes, at whose end whoever has a wide range gives half of it away.
    private (int Block, int From, int Until) Next()
    {
        Interlocked.Increment(ref idle);
        for (SpinWait spin = default; ; spin.SpinOnce(sleep1Threshold: -1))
        {
            lock (gate)
            {
                bool isThere = waiting.TryPop(out (int Block, int From, int Until) range);
                if (!isThere && wide > 0) continue;
                Interlocked.Decrement(ref idle);
                if (range.Until - range.From > Columns.Step) wide++;
                return range;
            }
        }
    }

    // Where the range ends that is taken through the block: at its middle, if another thread is to have the other half.
    private int Begin(int block, int from, int until)
    {
        bool isLast = block == blocks - 1;
        if (until - from <= Columns.Step || (Volatile.Read(ref idle) == 0 && !isLast)) return until;
        lock (gate)
        {
            if (idle > 0 && waiting.Count == 0)
            {
                int middle = from + Columns.Padded((until - from) / 2);
                waiting.Push((block, middle, until));
                until = middle;
            }
            if (isLast || until - from <= Columns.Step) wide--;
        }
        return until;
    }
}
