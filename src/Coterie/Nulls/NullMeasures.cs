using Coterie.Measures;

namespace Coterie.Nulls;

/// <summary>The measures of the null models: for each value of a pattern graph its mean under a null, the excess and z.</summary>
internal static class NullMeasures
{
    private static readonly (string Variant, string Title, MeasureUnit Unit, Func<PatternValues, double?> Of)[] Values =
    [
        ("klb", "KLB", MeasureUnit.Ratio, values => values.Bisection),
        ("noOverlap", "Q, no overlap", MeasureUnit.Ratio, values => values.NoOverlap),
        ("unweightedOverlap", "Q, unweighted overlap", MeasureUnit.Ratio, values => values.UnweightedOverlap),
        ("weightedOverlap", "Q, weighted overlap", MeasureUnit.Ratio, values => values.WeightedOverlap),
        ("louvainModularity", "Louvain", MeasureUnit.Ratio, values => values.Louvain),
        ("louvainAverageSize", "Louvain: average size", MeasureUnit.Amount, values => values.LouvainSize),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Measure> All => NullModels.All.SelectMany(Of);

    private static IEnumerable<Measure> Of(NullModel model)
    {
        bool isMany = model.Draws > 1;
        foreach ((string variant, string title, MeasureUnit unit, Func<PatternValues, double?> of) in Values)
        {
            yield return New(
                variant, title, $"{(isMany ? "mean over draws: " : "")}{model.Description}", unit, nulls => nulls.Mean(of));
            yield return New(
                $"{variant}Excess", $"{title}, excess", "the real value less that of the null model", unit, nulls => nulls.Excess(of));
            if (!isMany) continue;
            yield return New(
                $"{variant}Z", $"{title}, z", "the excess in standard deviations of the draws", MeasureUnit.Amount, nulls => nulls.Z(of));
        }

        Measure New(string variant, string title, string description, MeasureUnit unit, Func<NullComparison, double?> value)
        {
            return new(model.Name, variant, $"{model.Title}: {title}", description, unit)
            {
                Heading = "",
                IsOfNull = true,
                OfLayer = layer => layer.Nulls.FirstOrDefault(nulls => nulls.Model == model) is { } nulls ? value(nulls) : null,
            };
        }
    }
}
