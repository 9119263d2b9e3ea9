using Coterie.Runs;

namespace Coterie.Paper;

/// <summary>The paper's claims about its tables of correlations: later layers, overlap, test accuracy.</summary>
internal static class PatternClaims
{
    private const double Smallest = 0.1;

    public static IEnumerable<Claim> Of(IReadOnlyList<StudyRuns> studies)
    {
        yield return New(
            "C4",
            "The relation of modularity with accuracy is stronger in later layers.",
            "mean |r| of the four modularities with running accuracy in the last layer, less that in the first",
            study => study.Seeds[0][0].Layers.Count < 2 ? null : Paired.Test(
                study, "last layer − first", Smallest, seed => Strength(seed, seed[0].Layers.Count - 1) - Strength(seed, 0)));
        yield return New(
            "C5",
            "Modularities with overlap show the relation better.",
            "mean |r| over the layers of the two modularities with overlap, less that of the two without",
            study => Paired.Test(
                study,
                "with overlap − without",
                Smallest,
                seed => Strength(seed, Correlations.Overlapping) - Strength(seed, Correlations.Disjoint)));
        yield return New(
            "C6",
            "The relation is the same with test accuracy.",
            "0.1 less the mean absolute difference of r with running and with test accuracy, over the modularities and entropies",
            study => Paired.Test(study, "test and running", 0, seed => Smallest - Difference(
                Correlations.All(seed, AccuracyKind.Running), Correlations.All(seed, AccuracyKind.Test))));

        Claim New(string name, string statement, string method, Func<StudyRuns, ClaimTest?> test) =>
            new(name, statement, method, [new ClaimGroup("", [.. studies.Select(test).OfType<ClaimTest>()])]);
    }

    /// <summary>The mean absolute difference of coefficients that both have; null where there are none.</summary>
    public static double? Difference(IReadOnlyList<double?> left, IReadOnlyList<double?> right)
    {
        return left.Zip(right).Select(pair => pair.First - pair.Second).Average(difference => difference is { } d ? Math.Abs(d) : null);
    }

    private static double? Strength(IReadOnlyList<Snapshot> seed, int layer)
    {
        return Correlations.Disjoint.Concat(Correlations.Overlapping)
            .Average(variant => Magnitude(Correlations.OfModularity(seed, layer, variant, AccuracyKind.Running)));
    }

    private static double? Strength(IReadOnlyList<Snapshot> seed, IReadOnlyList<string> variants)
    {
        return Enumerable.Range(0, seed[0].Layers.Count).Average(layer =>
            variants.Average(variant => Magnitude(Correlations.OfModularity(seed, layer, variant, AccuracyKind.Running))));
    }

    private static double? Magnitude(double? r) => r is { } value ? Math.Abs(value) : null;
}
