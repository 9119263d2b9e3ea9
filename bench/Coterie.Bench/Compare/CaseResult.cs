namespace Coterie.Bench.Compare;

/// <summary>What one case gave.</summary>
/// <param name="Commit">The commit it was measured at.</param>
/// <param name="Date">The day.</param>
/// <param name="Quick">Whether it was a small run, whose figures mean little.</param>
/// <param name="Input">What it was measured on; of files, the names alone.</param>
/// <param name="Sides">What each side gave.</param>
internal sealed record CaseResult(string Commit, string Date, bool Quick, WorkInput Input, IReadOnlyDictionary<string, SideResult> Sides)
{
    /// <summary>How many processes wanted to run in the minute before it began, on average; null where the system does not say.</summary>
    public double? Load { get; init; }

    /// <summary>How many times as long one side took as another, turn by turn as far as both took part.</summary>
    public Spread Ratio(string slow, string fast)
    {
        return Spread.Of([.. Sides[slow].Seconds.Zip(Sides[fast].Seconds, (above, below) => above / below)]);
    }
}
