using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>Pearson's correlations of a seed's measures with accuracy.</summary>
internal static class Correlations
{
    /// <summary>The |r| below which a correlation is weak.</summary>
    public const double Weak = 0.3;

    /// <summary>The variants of modularity without overlap.</summary>
    public static IReadOnlyList<string> Disjoint { get; } = ["klb", "noOverlap"];

    /// <summary>The variants of modularity with overlap.</summary>
    public static IReadOnlyList<string> Overlapping { get; } = ["unweightedOverlap", "weightedOverlap"];

    /// <summary>The correlation of a modularity of a layer, from 0; null where there is none.</summary>
    public static double? OfModularity(IReadOnlyList<Snapshot> seed, int layer, string variant, AccuracyKind accuracy)
    {
        return Of(seed, new MeasureKey(seed[0].Layers[layer].Name, null, "modularity", variant), accuracy);
    }

    /// <summary>The correlation of a measure; null where there is none.</summary>
    public static double? Of(IReadOnlyList<Snapshot> seed, MeasureKey measure, AccuracyKind accuracy)
    {
        MeasureKey key = Series.KeyOf(accuracy);
        return Correlation.Of([.. seed.Select(snapshot => snapshot[measure])], [.. seed.Select(snapshot => snapshot[key])]).Pearson;
    }

    /// <summary>The correlations of the four modularities of every layer and of the entropy in every form.</summary>
    public static IReadOnlyList<double?> All(IReadOnlyList<Snapshot> seed, AccuracyKind accuracy)
    {
        return
        [
            .. from layer in Enumerable.Range(0, seed[0].Layers.Count)
               from variant in Disjoint.Concat(Overlapping)
               select OfModularity(seed, layer, variant, accuracy),
            .. Catalogue.All.Where(measure => measure.PaperTable == 5)
                .Select(measure => Of(seed, new MeasureKey(null, null, measure.Family, measure.Variant), accuracy)),
        ];
    }
}
