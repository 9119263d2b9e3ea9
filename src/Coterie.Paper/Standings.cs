using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The rule that decides whether a claim about a correlation survives.</summary>
internal static class Standings
{
    /// <summary>
    /// The highest p with which a correlation counts. With the paper's 20 snapshots it is the lowest p that the test can give.
    /// </summary>
    public const double Level = 0.05;

    /// <summary>
    /// The highest p with which the correlation of changes counts. Twenty snapshots have nineteen changes, so p is at least 0.053; this
    /// limit allows one other shift to correlate as strongly as the true alignment.
    /// </summary>
    public const double ChangesLevel = 0.11;

    /// <summary>The |r| below which a correlation is weak.</summary>
    public const double Weak = 0.3;

    /// <summary>The |r| above which a correlation is strong.</summary>
    public const double Strong = 0.7;

    /// <summary>The strength of a correlation.</summary>
    /// <param name="r">The coefficient, −1..1.</param>
    public static Strength StrengthOf(double r)
    {
        return Math.Abs(r) < Weak ? Strength.Weak : Math.Abs(r) > Strong ? Strength.Strong : Strength.Moderate;
    }

    /// <summary>
    /// A claim survives if the whole bootstrap interval has its sign, the median is not weak and p is at most
    /// <see cref="Level"/>. It is contradicted if no part of the interval reaches <see cref="Weak"/> in its direction.
    /// Otherwise, and always with one seed, it is unclear.
    /// </summary>
    /// <param name="ours">The measured correlation; null where there is none.</param>
    /// <param name="sign">The claimed sign, 1 or −1.</param>
    public static Standing Of(SeedSummary? ours, int sign)
    {
        if (ours is not { Lower: { } lower, Upper: { } upper }) return Standing.Unclear;
        (double least, double most) = sign > 0 ? (lower, upper) : (-upper, -lower);
        if (most < Weak) return Standing.Contradicted;
        return least > 0 && sign * ours.Median >= Weak && ours.P <= Level ? Standing.Survives : Standing.Unclear;
    }

    /// <summary>
    /// The standing of several claims together: that of more than half of them, if it is survives or contradicted, otherwise unclear.
    /// </summary>
    /// <param name="standings">The claims.</param>
    public static Standing Majority(IReadOnlyCollection<Standing> standings)
    {
        int survive = standings.Count(standing => standing == Standing.Survives);
        int contradicted = standings.Count(standing => standing == Standing.Contradicted);
        return 2 * survive > standings.Count ? Standing.Survives
            : 2 * contradicted > standings.Count ? Standing.Contradicted
            : Standing.Unclear;
    }
}
