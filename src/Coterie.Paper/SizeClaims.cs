using Coterie.Runs;

namespace Coterie.Paper;

/// <summary>The paper's claims about representatives and sizes: communities even out, classes part, S matters little.</summary>
internal static class SizeClaims
{
    public static IEnumerable<Claim> Of(IReadOnlyList<StudyRuns> studies, IReadOnlyList<StudyRuns> others)
    {
        yield return new Claim(
            "C7",
            "The sizes of communities become less skewed over training.",
            "the coefficient of variation of the sizes of Louvain's communities, first of the paper's snapshots less last",
            [
                new ClaimGroup("", Tests(
                    studies,
                    (study, layer) => Paired.Test(
                        study, $"layer {layer + 1}", 0.05, seed => Variation(seed[0], layer) - Variation(seed[^1], layer)))),
            ]);
        yield return new Claim(
            "C8",
            "Over training more neurons represent one class alone, and classes share fewer.",
            "neurons that represent exactly one class, last snapshot less first; the mean |R_i ∩ R_j|, first less last",
            [
                new ClaimGroup("unique", Tests(studies, (study, layer) => Paired.Test(
                    study,
                    $"layer {layer + 1}, unique",
                    5,
                    seed => Overlap(seed[^1], layer, "unique") - Overlap(seed[0], layer, "unique")))),
                new ClaimGroup("shared", Tests(studies, (study, layer) => Paired.Test(
                    study,
                    $"layer {layer + 1}, shared",
                    0.5,
                    seed => Overlap(seed[0], layer, "shared") - Overlap(seed[^1], layer, "shared")))),
            ]);
        yield return new Claim(
            "C9",
            "With other numbers of representatives the relation is similar.",
            "0.1 less the mean absolute difference of r, over the modularities of all layers, with another S than the comparison's",
            [
                .. others.GroupBy(other => other.Top).OrderBy(group => group.Key).Select(group => new ClaimGroup(
                    $"S = {group.Key}",
                    [.. group.Select(other => Similarity(studies.First(study => study.Study == other.Study), other)).OfType<ClaimTest>()])),
            ]);
    }

    private static ClaimTest[] Tests(IReadOnlyList<StudyRuns> studies, Func<StudyRuns, int, ClaimTest?> test)
    {
        return
        [
            .. from study in studies
               from layer in Enumerable.Range(0, study.Seeds[0][0].Layers.Count)
               let found = test(study, layer)
               where found is not null
               select found,
        ];
    }

    private static ClaimTest? Similarity(StudyRuns study, StudyRuns other)
    {
        return Paired.Test(other, $"S = {other.Top} and {study.Top}", 0, [
            .. study.Seeds.Zip(other.Seeds, (left, right) => 0.1 - PatternClaims.Difference(Of(left), Of(right)))]);

        static double?[] Of(IReadOnlyList<Snapshot> seed) =>
        [
            .. from layer in Enumerable.Range(0, seed[0].Layers.Count)
               from variant in Correlations.Disjoint.Concat(Correlations.Overlapping)
               select Correlations.OfModularity(seed, layer, variant, AccuracyKind.Running),
        ];
    }

    private static double? Variation(Snapshot snapshot, int layer)
    {
        IReadOnlyList<int> sizes = snapshot.Layers[layer].SizesOf("louvain");
        if (sizes.Count == 0) return null;
        double mean = sizes.Average();
        return Math.Sqrt(sizes.Average(size => (size - mean) * (size - mean))) / mean;
    }

    private static double? Overlap(Snapshot snapshot, int layer, string variant)
    {
        return snapshot.OfLayer(snapshot.Layers[layer].Name, "overlap", variant);
    }
}
