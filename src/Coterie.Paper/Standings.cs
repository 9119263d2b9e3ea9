using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The rule by which a claim about a correlation stands or falls.</summary>
public static class Standings
{
    /// <summary>The p up to which a correlation counts. With the paper's 20 snapshots it is the least that the test can give.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// The p up to which the correlation of changes counts. Twenty snapshots have nineteen changes, and so no p below 0.053: this
    /// lets one other alignment do as well as the true one.
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
    /// A claim survives where the whole bootstrap interval has its sign, the median is not weak and p is at most
    /// <see cref="Level"/>. It is contradicted where no part of the interval reaches <see cref="Weak"/> in its direction.
    /// Otherwise, and with one seed always, it is unclear.
    /// </summary>
    /// <param name="ours">What was measured; null where there is no correlation.</param>
    /// <param name="sign">The claimed sign, 1 or −1.</param>
    public static Standing Of(SeedSummary? ours, int sign)
    {
        if (ours is not { Lower: { } lower, Upper: { } upper }) return Standing.Unclear;
        (double least, double most) = sign > 0 ? (lower, upper) : (-upper, -lower);
        if (most < Weak) return Standing.Contradicted;
        return least > 0 && sign * ours.Median >= Weak && ours.P <= Level ? Standing.Survives : Standing.Unclear;
    }

    /// <summary>What most of several claims come to: survives or contradicted where more than half do, else unclear.</summary>
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
