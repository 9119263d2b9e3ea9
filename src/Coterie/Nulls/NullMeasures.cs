using Coterie.Measures;

namespace Coterie.Nulls;

/// <summary>The measures of the null models: for each value of a pattern graph its mean under a null, the excess and z.</summary>
internal static class NullMeasures
{
    // With the family and variant of the network's own measure.
    private static readonly (
        string Variant, (string, string) Real, string Title, MeasureUnit Unit, Func<PatternValues, double?> Of)[] Values =
    [
        ("klb", ("modularity", "klb"), "KLB", MeasureUnit.Ratio, values => values.Bisection),
        ("noOverlap", ("modularity", "noOverlap"), "Q, no overlap", MeasureUnit.Ratio, values => values.NoOverlap),
        (
            "unweightedOverlap",
            ("modularity", "unweightedOverlap"),
            "Q, unweighted overlap",
            MeasureUnit.Ratio,
            values => values.UnweightedOverlap),
        (
            "weightedOverlap",
            ("modularity", "weightedOverlap"),
            "Q, weighted overlap",
            MeasureUnit.Ratio,
            values => values.WeightedOverlap),
        ("louvainModularity", ("louvain", "modularity"), "Louvain", MeasureUnit.Ratio, values => values.Louvain),
        (
            "louvainAverageSize",
            ("louvain", "averageSize"),
            "Louvain: average size",
            MeasureUnit.Amount,
            values => values.LouvainSize),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Measure> All => NullModels.All.SelectMany(Of);

    private static IEnumerable<Measure> Of(NullModel model)
    {
        bool isMany = model.Draws > 1;
        foreach ((string variant, (string, string) real, string title, MeasureUnit unit, Func<PatternValues, double?> of) in Values)
        {
            yield return New(
                variant, real, title, $"{(isMany ? "mean over draws: " : "")}{model.Description}", unit, nulls => nulls.Mean(of));
            yield return New(
                $"{variant}Excess",
                real,
                $"{title}, excess",
                "the real value less that of the null model",
                unit,
                nulls => nulls.Excess(of));
            if (!isMany) continue;
            yield return New(
                $"{variant}Z",
                real,
                $"{title}, z",
                "the excess in standard deviations of the draws",
                MeasureUnit.Amount,
                nulls => nulls.Z(of));
        }

        Measure New(
            string variant,
            (string Family, string Variant) real,
            string title,
            string description,
            MeasureUnit unit,
            Func<NullComparison, double?> value)
        {
            return new(model.Name, variant, $"{model.Title}: {title}", description, unit)
            {
                Heading = "",
                ComparedWith = new MeasureKey(null, null, real.Family, real.Variant),
                OfLayer = layer => layer.Nulls.FirstOrDefault(nulls => nulls.Model == model) is { } nulls ? value(nulls) : null,
            };
        }
    }
}
