namespace Coterie.Bench.Compare;

/// <summary>The results of one case.</summary>
/// <param name="Commit">The commit it was measured at.</param>
/// <param name="Date">The day.</param>
/// <param name="Quick">Whether it was a run on small inputs, whose results mean little.</param>
/// <param name="Input">The input; for files, only their names.</param>
/// <param name="Sides">The results of each side.</param>
internal sealed record CaseResult(string Commit, string Date, bool Quick, WorkInput Input, IReadOnlyDictionary<string, SideResult> Sides)
{
    /// <summary>How many processes wanted to run in the minute before it began, on average; null where the system does not say.</summary>
    public double? Load { get; init; }

    /// <summary>The ratio of the times of two sides, turn by turn for the turns that both have.</summary>
    public Spread Ratio(string slow, string fast)
    {
        return Spread.Of([.. Sides[slow].Seconds.Zip(Sides[fast].Seconds, (above, below) => above / below)]);
    }
}
