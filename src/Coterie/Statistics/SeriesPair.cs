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

    /// <summary>The pair of both series' changes from each snapshot to the next.</summary>
    public SeriesPair Changes()
    {
        // A difference has the rounding errors of both its terms.
        return new SeriesPair(CircularShiftTest.Changes(left), CircularShiftTest.Changes(right), 2 * leftScale, 2 * rightScale);
    }
}
