using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The rules by which tests decide, and tests together decide a claim.</summary>
internal static class Decision
{
    /// <summary>The highest adjusted p that supports a claim.</summary>
    public const double Level = 0.05;

    /// <summary>
    /// Decides a test. Too few seeds decide nothing. An effect in the claimed direction with an adjusted p of at most
    /// <see cref="Level"/> supports the claim. Otherwise, an interval that lies wholly below the smallest effect that would matter
    /// refutes it: not finding an effect is no evidence, finding that there is hardly any is.
    /// </summary>
    public static Outcome Of(ClaimTest test)
    {
        if (test.Seeds < SeedPairingTest.MinimumSeeds) return Outcome.Undecided;
        if (test.AdjustedP <= Level && test.Effect * test.Sign > 0) return Outcome.Supported;
        double? most = test.Sign > 0 ? test.Limits?.Upper : -test.Limits?.Lower;
        return most < test.Smallest ? Outcome.Refuted : Outcome.Undecided;
    }

    /// <summary>
    /// Decides a claim by what more than half of its tests in studies with true labels say. A claim that most tests of the controls support
    /// as well is undecided: what also happens where there is nothing to learn is no sign of learning.
    /// </summary>
    public static Outcome Of(IReadOnlyCollection<ClaimTest> tests)
    {
        ClaimTest[] intact = [.. tests.Where(test => !test.IsControl)];
        ClaimTest[] controls = [.. tests.Where(test => test.IsControl)];
        if (IsMost(intact, Outcome.Refuted)) return Outcome.Refuted;
        return IsMost(intact, Outcome.Supported) && !IsMost(controls, Outcome.Supported) ? Outcome.Supported : Outcome.Undecided;
    }

    private static bool IsMost(ClaimTest[] tests, Outcome outcome) => 2 * tests.Count(test => test.Outcome == outcome) > tests.Length;
}
