using Coterie.Measures;
using Coterie.Runs.Results;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>
/// H2 and H3: does a measure go with the performance of its own run, beyond the course that the training of every run shares?
/// </summary>
internal static class CouplingClaims
{
    private const string Method =
        "the seed-pairing test: the correlation over the snapshots of a seed's measure with its own accuracy, less that with other seeds' "
        + "accuracies. Refuted where, given a smooth course of time, the interval of the same effect lies below a weak correlation";

    public static IEnumerable<Claim> Of(IReadOnlyList<StudyRuns> studies)
    {
        return from hypothesis in Hypotheses
               from accuracy in Enum.GetValues<AccuracyKind>()
               let tests = hypothesis.Tests(studies, accuracy)
               select new Claim($"{hypothesis.Name}, {Names.Of(accuracy)}", hypothesis.Statement, Method, [new ClaimGroup("", tests)]);
    }

    private static readonly Hypothesis[] Hypotheses =
    [
        new("H2", "“The modularity of the activation pattern graph is related to a deep learning model’s performance.”", 4, 1),
        new("H3", "“The entropy of the activation pattern is related to a deep learning model’s performance.”", 5, -1),
    ];

    /// <summary>A hypothesis about a correlation with accuracy.</summary>
    /// <param name="Name">Its name in the paper.</param>
    /// <param name="Statement">Its words there.</param>
    /// <param name="Table">The table of the paper whose measures it is about.</param>
    /// <param name="Sign">The sign of the relation.</param>
    private sealed record Hypothesis(string Name, string Statement, int Table, int Sign)
    {
        public ClaimTest[] Tests(IReadOnlyList<StudyRuns> studies, AccuracyKind accuracy)
        {
            return [.. studies.SelectMany(study => Tests(study, accuracy)).OfType<ClaimTest>()];
        }

        private IEnumerable<ClaimTest?> Tests(StudyRuns study, AccuracyKind accuracy)
        {
            IReadOnlyDictionary<MeasureKey, double?[]>[] seeds = [.. study.Seeds.Select(Series.Of)];
            double[] times = TrainingTime.Of(study.Seeds[0]);
            foreach (Measure measure in Catalogue.All.Where(measure => measure.PaperTable == Table))
            {
                int layers = Table == 4 ? study.Seeds[0][0].Layers.Count : 0;
                string?[] places = layers == 0 ? [null] : [.. study.Seeds[0][0].Layers.Select(layer => layer.Name)];
                for (int l = 0; l < places.Length; l++)
                {
                    MeasureKey key = new(places[l], null, measure.Family, measure.Variant);
                    if (seeds.Any(series => !series.ContainsKey(key))) continue;
                    SeriesPair[] pairs = [.. seeds.Select(series => new SeriesPair(series[key], series[Series.KeyOf(accuracy)]))];
                    yield return Test(study, layers == 0 ? measure.Variant : $"layer {l + 1}, {measure.Variant}", pairs, times);
                }
            }
        }

        private ClaimTest? Test(StudyRuns study, string of, SeriesPair[] pairs, double[] times)
        {
            if (SeedPairingTest.Of(pairs).Pearson is not { } found) return null;
            SeedPairing? givenTime = SeedPairingTest.Of([.. pairs.Select(pair => pair.GivenTime(times))]).Pearson;
            return new ClaimTest
            {
                Study = study.Study,
                IsControl = study.MixedLabels,
                Of = of,
                Sign = Sign,
                Effect = found.Effect,
                Interval = found.Interval,
                Limits = givenTime?.Interval,
                Smallest = Correlations.Weak,
                P = found.P,
                Seeds = found.Seeds,
            };
        }
    }
}
