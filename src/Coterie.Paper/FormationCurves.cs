using Coterie.Measures;
using Coterie.Runs;

namespace Coterie.Paper;

/// <summary>How a study's communities form, from the untrained network on: medians over seeds at each snapshot.</summary>
/// <param name="Steps">After how many training steps each snapshot was taken; its epoch where steps are not known.</param>
/// <param name="Accuracy">Training accuracy in evaluation mode, 0..1; null where not known.</param>
/// <param name="Layers">Each layer.</param>
public sealed record FormationCurves(
    IReadOnlyList<double> Steps, IReadOnlyList<double?> Accuracy, IReadOnlyList<FormationCurves.LayerCurves> Layers)
{
    private const string Variant = "weightedOverlap";

    private static readonly string[] Models =
        [.. Catalogue.All.Where(measure => measure.IsOfNull && measure.Variant == Variant).Select(measure => measure.Family)];

    /// <summary>The modularity of one layer, with weighted overlap (Eq. 3), beside that of null models.</summary>
    /// <param name="Layer">The layer's name.</param>
    /// <param name="Modularity">The layer's own; null where it has none.</param>
    /// <param name="Nulls">For each null model, the mean of its graphs; null where not known.</param>
    public sealed record LayerCurves(
        string Layer, IReadOnlyList<double?> Modularity, IReadOnlyDictionary<string, IReadOnlyList<double?>> Nulls);

    /// <summary>The curves of a study's seeds.</summary>
    /// <param name="seeds">For each seed its snapshots; those that not every seed has are left out.</param>
    internal static FormationCurves Of(IReadOnlyList<IReadOnlyList<Snapshot>> seeds)
    {
        double[] times = [.. seeds[0].Select(Time).Where(time => seeds.All(seed => seed.Any(snapshot => Time(snapshot) == time)))];
        Snapshot[][] at = [.. times.Select(time => seeds.Select(seed => seed.First(snapshot => Time(snapshot) == time)).ToArray())];
        return new FormationCurves(
            times,
            Curve(snapshot => snapshot.Accuracy.Evaluated),
            [
                .. seeds[0][0].Layers.Select(layer => new LayerCurves(
                    layer.Name,
                    Curve(snapshot => snapshot.OfLayer(layer.Name, "modularity", Variant)),
                    Models.ToDictionary(
                        model => model,
                        model => Curve(snapshot => snapshot.OfLayer(layer.Name, model, Variant)),
                        StringComparer.Ordinal))),
            ]);

        IReadOnlyList<double?> Curve(Func<Snapshot, double?> value) => [.. at.Select(snapshots => Medians.Of(snapshots.Select(value)))];
    }

    private static double Time(Snapshot snapshot) => snapshot.Step ?? snapshot.Epoch;
}
