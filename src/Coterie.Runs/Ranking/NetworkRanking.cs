using System.Text.Json.Serialization;
using Coterie.Measures;
using Coterie.Statistics;

namespace Coterie.Runs.Ranking;

/// <summary>
/// Whether a measure of the last snapshot orders networks as their test accuracies do: Kendall's τ-b of each measure over networks that
/// differ in their recipe, the strongest first.
/// </summary>
/// <param name="Networks">The networks, in the order of their runs.</param>
/// <param name="LeftOut">Runs that could not be compared.</param>
/// <param name="Differences">The settings in which the networks differ.</param>
/// <param name="Measures">
/// Every measure, by descending |τ|; those without τ last, as are those that fewer than <see cref="MinimumCount"/> networks have.
/// </param>
public sealed record NetworkRanking(
    IReadOnlyList<RankedNetwork> Networks,
    IReadOnlyList<LeftOutRun> LeftOut,
    IReadOnlyList<string> Differences,
    IReadOnlyList<RankedMeasure> Measures)
{
    /// <summary>The least number of networks that are ranked.</summary>
    public const int MinimumCount = KendallTau.MinimumCount;

    private static readonly RankingScope[] LayerScopes = [RankingScope.LastLayer, RankingScope.MeanOverLayers];

    /// <summary>Training accuracy, in evaluation mode: what costs nothing, and what a measure has to beat. Null where not known.</summary>
    [JsonIgnore]
    public RankedMeasure? Training => Measures.FirstOrDefault(measure => IsTraining(measure.Measure, measure.Variant));

    /// <summary>Ranks networks.</summary>
    /// <param name="runs">The runs that can be compared.</param>
    /// <exception cref="InputException">They are fewer than <see cref="MinimumCount"/>.</exception>
    public static NetworkRanking Of(ComparableRuns runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Networks.Count < MinimumCount)
        {
            const int named = 5;
            string leftOut = runs.LeftOut.Count == 0
                ? ""
                : $" (left out: {string.Join("; ", runs.LeftOut.Take(named).Select(run => $"{run.Path}: {run.Reason}"))}"
                    + (runs.LeftOut.Count > named ? $"; {runs.LeftOut.Count - named} more)" : ")");
            throw new InputException(
                $"found {runs.Networks.Count} finished networks that can be compared{leftOut}, expected at least {MinimumCount}");
        }
        double?[] test = Values(runs, AccuracyKind.Test), training = Values(runs, AccuracyKind.Evaluated);
        List<RankedMeasure> ranked = [];
        foreach (Measure measure in Catalogue.All)
        {
            List<double?[]> earlier = [];
            foreach ((RankingScope scope, double?[] values) in Scopes(measure, runs.Networks))
            {
                // Of networks with one hidden layer, the last layer and the mean are one measure, as is a model's that is the mean.
                if (Array.TrueForAll(values, value => value is null) || earlier.Exists(known => known.SequenceEqual(values))) continue;
                earlier.Add(values);
                // Two networks that happen to have a value are ordered perfectly half of the time.
                KendallTau? tau = KendallTau.Of(values, test) is { Count: >= MinimumCount } enough ? enough : null;
                ranked.Add(new RankedMeasure(
                    measure.Family,
                    measure.Variant,
                    scope,
                    measure.IsBaseline,
                    values.Count(value => value is not null),
                    values,
                    tau?.Tau,
                    tau?.Interval,
                    IsTraining(measure.Family, measure.Variant) ? null : Partial(values, test, training)));
            }
        }
        return new NetworkRanking(
            runs.Networks, runs.LeftOut, runs.Differences, [.. ranked.OrderByDescending(measure => Math.Abs(measure.Tau ?? -1e-9))]);
    }

    private static bool IsTraining(string family, string variant) => family == Catalogue.Accuracy && variant == "evaluated";

    private static double?[] Values(ComparableRuns runs, AccuracyKind kind)
    {
        return [.. runs.Networks.Select(network => network.Accuracy[kind])];
    }

    private static IEnumerable<(RankingScope Scope, double?[] Values)> Scopes(Measure measure, IReadOnlyList<RankedNetwork> networks)
    {
        bool isTest = measure.Family == Catalogue.Accuracy && measure.Variant == "test";
        if (measure.OfModel is not null && !isTest)
        {
            yield return (RankingScope.Model, [.. networks.Select(network => network.Last.OfModel(measure.Family, measure.Variant))]);
        }
        if (measure.OfLayer is null) yield break;
        double?[][] layers =
        [
            .. networks.Select(network => (double?[])
                [.. network.Last.Layers.Select(layer => network.Last.OfLayer(layer.Name, measure.Family, measure.Variant))]),
        ];
        foreach (RankingScope scope in LayerScopes)
        {
            yield return (scope, Array.ConvertAll(layers, own => scope == RankingScope.LastLayer ? own[^1] : own.Average()));
        }
    }

    // Over the networks that have all three values.
    private static double? Partial(double?[] values, double?[] test, double?[] training)
    {
        double?[] known = [.. training.Select((accuracy, k) => values[k] is null || test[k] is null ? null : accuracy)];
        double?[] own = [.. values.Select((value, k) => known[k] is null ? null : value)];
        if (KendallTau.Of(own, test) is not { Count: >= MinimumCount } direct
            || KendallTau.Of(own, known) is not { } withTraining
            || KendallTau.Of(test, known) is not { } baseline) return null;
        double left = (1 - withTraining.Tau * withTraining.Tau) * (1 - baseline.Tau * baseline.Tau);
        return left > 1e-12 ? (direct.Tau - withTraining.Tau * baseline.Tau) / Math.Sqrt(left) : null;
    }
}
