namespace Coterie.Runs.Export;

/// <summary>
/// When each snapshot begins and ends, in epochs: it holds until the next one, and the last for as long as the one before it, so that a
/// timeline can show it; a single snapshot holds for one epoch.
/// </summary>
internal sealed class SnapshotTimes
{
    private SnapshotTimes(IReadOnlyList<double> starts, IReadOnlyList<double> ends)
    {
        Starts = starts;
        Ends = ends;
    }

    /// <summary>When each snapshot begins.</summary>
    public IReadOnlyList<double> Starts { get; }

    /// <summary>When each snapshot ends.</summary>
    public IReadOnlyList<double> Ends { get; }

    /// <summary>The times of snapshots.</summary>
    /// <param name="epochs">The epoch of each snapshot; one or more.</param>
    /// <param name="manifest">The file that has them, for the message.</param>
    /// <exception cref="InputException">The epochs do not ascend.</exception>
    public static SnapshotTimes Of(IReadOnlyList<double> epochs, string manifest)
    {
        for (int k = 1; k < epochs.Count; k++)
        {
            if (epochs[k] > epochs[k - 1]) continue;
            string found = $"a snapshot of epoch {epochs[k]} after epoch {epochs[k - 1]}";
            throw new InputException($"{manifest}: found {found}, expected a later one");
        }
        double last = epochs.Count > 1 ? epochs[^1] - epochs[^2] : 1;
        return new SnapshotTimes(epochs, [.. epochs.Skip(1), epochs[^1] + last]);
    }

    /// <summary>Joins equal values of snapshots that follow one another.</summary>
    /// <param name="values">A value for each snapshot.</param>
    /// <returns>From when to when each value holds, without gaps.</returns>
    public IEnumerable<(double Start, double End, T Value)> Runs<T>(IReadOnlyList<T> values)
    {
        for (int from = 0; from < values.Count;)
        {
            int to = from + 1;
            while (to < values.Count && EqualityComparer<T>.Default.Equals(values[to], values[from])) to++;
            yield return (Starts[from], Ends[to - 1], values[from]);
            from = to;
        }
    }
}
