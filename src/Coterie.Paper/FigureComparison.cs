using Coterie.Entropy;
using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>
/// Pairs the measured correlations of Tables 3 to 6 with the published ones. <see cref="Measure.PaperTable"/> says which measure belongs
/// to which table.
/// </summary>
internal static class FigureComparison
{
    public static IReadOnlyList<ComparedFigure> Of(StudyRuns runs, int studiedLayer)
    {
        Snapshot first = runs.Seeds[0][0];
        IReadOnlyDictionary<MeasureKey, double?[]>[] seeds = [.. runs.Seeds.Select(Series.Of)];
        // Training changes a network fast at first, then ever more slowly.
        double[] times = [.. runs.Seeds[0].Select(snapshot => Math.Log(1 + (snapshot.Step ?? snapshot.Epoch)))];
        List<ComparedFigure> figures = [];
        foreach (AccuracyKind accuracy in Comparison.Accuracies)
        {
            foreach (Measure measure in Table(3)) OfLayer(measure, studiedLayer, PaperFigures.Table3);
            for (int layer = 1; layer <= first.Layers.Count; layer++)
            {
                foreach (Measure measure in Table(4)) OfLayer(measure, layer, PaperFigures.Table4);
            }
            foreach (Measure measure in Table(5))
            {
                ComparedFigure figure = New(5, measure.Family) with { Form = FormOf(measure) };
                Compare(new MeasureKey(null, null, measure.Family, measure.Variant), figure, PaperFigures.Table5);
            }
            foreach (Measure measure in Table(6))
            {
                for (int i = 0; i < first.Classes; i++)
                {
                    ComparedFigure figure = New(6, "entropy") with { Form = FormOf(measure), Class = i };
                    Compare(new MeasureKey(null, i, measure.Family, measure.Variant), figure, PaperFigures.Table6);
                }
            }

            void OfLayer(Measure measure, int layer, IReadOnlyList<PublishedFigure> published)
            {
                ComparedFigure figure = New(measure.PaperTable!.Value, measure.Variant) with { Layer = layer };
                Compare(new MeasureKey(first.Layers[layer - 1].Name, null, measure.Family, measure.Variant), figure, published);
            }

            ComparedFigure New(int table, string measure)
            {
                return new ComparedFigure { Table = table, Measure = measure, Accuracy = accuracy, Coefficient = default };
            }

            void Compare(MeasureKey key, ComparedFigure figure, IReadOnlyList<PublishedFigure> published)
            {
                // A class's figure is with the accuracy on that class; there is none in training mode.
                MeasureKey with = Series.KeyOf(accuracy);
                if (key.Class is not null) with = with with { Class = key.Class, Measure = Catalogue.ClassAccuracy };
                if (seeds.Any(series => !series.ContainsKey(with))) return;
                SeriesPair[] pairs = [.. seeds.Select(series => new SeriesPair(Of(series, key), series[with]))];
                (SeedSummary?, SeedSummary?) ours = SeedSummary.Of(pairs);
                (SeedSummary?, SeedSummary?) changes = SeedSummary.Of([.. pairs.Select(pair => pair.Changes())]);
                (SeedPairing?, SeedPairing?) givenTime = SeedPairingTest.Of([.. pairs.Select(pair => pair.GivenTime(times))]);
                foreach (Coefficient coefficient in Enum.GetValues<Coefficient>())
                {
                    figures.Add(Beside(figure with
                    {
                        Coefficient = coefficient,
                        Ours = Of(coefficient, ours),
                        GivenTime = Of(coefficient, givenTime),
                        Changes = Of(coefficient, changes),
                    }));
                }

                ComparedFigure Beside(ComparedFigure ours)
                {
                    PublishedFigure? theirs = published.FirstOrDefault(candidate => candidate.Study == runs.Study
                        && candidate.Layer == ours.Layer && candidate.Class == ours.Class && candidate.Measure == ours.Measure
                        && candidate.Coefficient == ours.Coefficient);
                    return ours with { Theirs = theirs?.Value, Doubtful = theirs?.Doubtful ?? false };
                }
            }
        }
        return [.. figures, .. Missing(runs.Study, figures)];
    }

    private static T? Of<T>(Coefficient coefficient, (T? Pearson, T? Spearman) both)
        where T : class
    {
        return coefficient == Coefficient.Pearson ? both.Pearson : both.Spearman;
    }

    // A run of an earlier version may lack the measure.
    private static double?[] Of(IReadOnlyDictionary<MeasureKey, double?[]> series, MeasureKey key)
    {
        return series.TryGetValue(key, out double?[]? values) ? values : new double?[series.Values.First().Length];
    }

    private static IEnumerable<Measure> Table(int table)
    {
        return Catalogue.All.Where(measure => measure.PaperTable == table);
    }

    private static EntropyForm FormOf(Measure measure)
    {
        return Enum.Parse<EntropyForm>(measure.Variant, ignoreCase: true);
    }

    // Published values of layers that the measured network does not have; they are shown without a measured value.
    private static IEnumerable<ComparedFigure> Missing(string study, List<ComparedFigure> figures)
    {
        return from accuracy in Comparison.Accuracies
               from published in PaperFigures.Table3.Select(figure => (Table: 3, Figure: figure))
                   .Concat(PaperFigures.Table4.Select(figure => (Table: 4, Figure: figure)))
               where published.Figure.Study == study
                   && !figures.Exists(ours => ours.Table == published.Table && ours.Layer == published.Figure.Layer)
               select new ComparedFigure
               {
                   Table = published.Table,
                   Layer = published.Figure.Layer,
                   Measure = published.Figure.Measure,
                   Accuracy = accuracy,
                   Coefficient = published.Figure.Coefficient,
                   Theirs = published.Figure.Value,
                   Doubtful = published.Figure.Doubtful,
               };
    }
}
