namespace Coterie.Statistics;

/// <summary>Two series over the snapshots of one seed.</summary>
public sealed class SeriesPair
{
    private readonly IReadOnlyList<double?> left;
    private readonly IReadOnlyList<double?> right;
    // By which rounding errors are judged: that of the numbers from which a series was computed.
    private readonly double leftScale;
    private readonly double rightScale;

    /// <summary>Pairs two series.</summary>
    /// <param name="left">One; null where it has no value.</param>
    /// <param name="right">The other, as long.</param>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public SeriesPair(IReadOnlyList<double?> left, IReadOnlyList<double?> right)
        : this(left, right, Correlation.Scale(left), Correlation.Scale(right))
    {
    }

    private SeriesPair(IReadOnlyList<double?> left, IReadOnlyList<double?> right, double leftScale, double rightScale)
    {
        Correlation = Correlation.Of(left, right, leftScale, rightScale);
        this.left = left;
        this.right = right;
        this.leftScale = leftScale;
        this.rightScale = rightScale;
    }

    /// <summary>The number of snapshots.</summary>
    public int Length => left.Count;

    /// <summary>The correlation of the two.</summary>
    public Correlation Correlation { get; }

    /// <summary>The correlation when the first series is shifted in time, with its last values moved to the front.</summary>
    /// <param name="by">How many snapshots.</param>
    internal Correlation Shifted(int by)
    {
        return Correlation.Of([.. left.TakeLast(by), .. left.SkipLast(by)], right, leftScale, rightScale);
    }

    /// <summary>The correlation of the first series with the second series of another seed.</summary>
    /// <param name="other">The other seed's pair, as long.</param>
    internal Correlation WithRightOf(SeriesPair other)
    {
        return other == this ? Correlation : Correlation.Of(left, other.right, leftScale, other.rightScale);
    }

    /// <summary>The pair of both series' changes from each snapshot to the next.</summary>
    public SeriesPair Changes()
    {
        // A difference has the rounding errors of both its terms.
        return new SeriesPair(CircularShiftTest.Changes(left), CircularShiftTest.Changes(right), 2 * leftScale, 2 * rightScale);
    }

    /// <summary>
    /// The pair of what both series have besides a smooth course over time, which both may follow without having to do with each other. The
    /// correlation of the two is the partial correlation given time.
    /// </summary>
    /// <param name="times">
    /// The time of each snapshot, ascending. log(1 + step) suits training, which changes a network fast at first and then ever more slowly.
    /// </param>
    /// <returns>
    /// The residuals of both series' natural cubic splines with five knots, fitted to the snapshots at which both have a value; null at
    /// others, and everywhere where there are fewer than ten of them.
    /// </returns>
    /// <exception cref="ArgumentException">There is not one time for each snapshot, or they do not ascend.</exception>
    public SeriesPair GivenTime(IReadOnlyList<double> times)
    {
        if (times.Count != Length) throw new ArgumentException($"There are {Length} snapshots and {times.Count} times.", nameof(times));
        if (!times.All(double.IsFinite) || times.Zip(times.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("The times must ascend.", nameof(times));
        }
        int[] both = [.. Enumerable.Range(0, Length).Where(k => left[k] is not null && right[k] is not null)];
        return new SeriesPair(Residuals(left), Residuals(right), leftScale, rightScale);

        double?[] Residuals(IReadOnlyList<double?> series)
        {
            double?[] residuals = new double?[Length];
            if (both.Length < TimeTrend.MinimumPoints) return residuals;
            double[] found = TimeTrend.Residuals([.. both.Select(k => series[k]!.Value)], [.. both.Select(k => times[k])]);
            for (int k = 0; k < both.Length; k++) residuals[both[k]] = found[k];
            return residuals;
        }
    }
}
