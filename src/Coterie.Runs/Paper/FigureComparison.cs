using Coterie.Runs.Results;
using Coterie.Statistics;

namespace Coterie.Runs.Paper;

/// <summary>The correlations of Tables 3 to 6, measured and published.</summary>
internal static class FigureComparison
{
    private static readonly string[] Modularities = ["klb", "noOverlap", "unweightedOverlap", "weightedOverlap"];

    private static readonly string[] Forms = ["nonzero", "all", "share"];

    private static readonly string[] Accuracies = ["running", "evaluated"];

    public static IReadOnlyList<ComparedFigure> Of(StudyRuns runs, int studiedLayer)
    {
        SnapshotResult first = runs.Seeds[0][0];
        IReadOnlyDictionary<Metric, double?[]>[] seeds = [.. runs.Seeds.Select(Metrics.Series)];
        List<ComparedFigure> figures = [];
        foreach (string accuracy in Accuracies)
        {
            Metric against = new(null, null, Metrics.Accuracy, accuracy);
            Compare(
                new Metric(first.Layers[studiedLayer - 1].Name, null, "louvain", "averageSize"),
                new ComparedFigure { Table = 3, Layer = studiedLayer, Measure = "averageSize", Accuracy = accuracy, Coefficient = "" },
                PaperFigures.Table3);
            for (int layer = 1; layer <= first.Layers.Count; layer++)
            {
                foreach (string measure in Modularities)
                {
                    Compare(
                        new Metric(first.Layers[layer - 1].Name, null, "modularity", measure),
                        new ComparedFigure { Table = 4, Layer = layer, Measure = measure, Accuracy = accuracy, Coefficient = "" },
                        PaperFigures.Table4);
                }
            }
            foreach (string form in Forms)
            {
                Compare(
                    new Metric(null, null, "entropy", form),
                    new ComparedFigure { Table = 5, Measure = "entropy", Form = form, Accuracy = accuracy, Coefficient = "" },
                    PaperFigures.Table5);
            }
            foreach (string form in Forms)
            {
                for (int i = 0; i < first.ClassEntropy.Count; i++)
                {
                    Compare(
                        new Metric(null, i, "classEntropy", form),
                        new ComparedFigure
                        {
                            Table = 6,
                            Class = i,
                            Measure = "entropy",
                            Form = form,
                            Accuracy = accuracy,
                            Coefficient = "",
                        },
                        []);
                }
            }

            void Compare(Metric metric, ComparedFigure figure, IReadOnlyList<PublishedFigure> published)
            {
                SeriesPair[] pairs = [.. seeds.Select(series => new SeriesPair(series[metric], series[against]))];
                (SeedSummary? pearson, SeedSummary? spearman) = SeedSummary.Of(pairs);
                (SeedSummary? pearsonOfChanges, SeedSummary? spearmanOfChanges) = SeedSummary.Of([.. pairs.Select(pair => pair.Changes())]);
                figures.Add(Beside(figure with { Coefficient = "pearson", Ours = pearson, Changes = pearsonOfChanges }));
                figures.Add(Beside(figure with { Coefficient = "spearman", Ours = spearman, Changes = spearmanOfChanges }));

                ComparedFigure Beside(ComparedFigure ours)
                {
                    PublishedFigure? theirs = published.FirstOrDefault(candidate => candidate.Study == runs.Study
                        && candidate.Layer == ours.Layer && candidate.Measure == ours.Measure && candidate.Coefficient == ours.Coefficient);
                    return ours with { Theirs = theirs?.Value, Doubtful = theirs?.Doubtful ?? false };
                }
            }
        }
        return [.. figures, .. Missing(runs.Study, figures)];
    }

    // A network with fewer layers than the paper's leaves figures of the paper alone; they are shown all the same.
    private static IEnumerable<ComparedFigure> Missing(string study, List<ComparedFigure> figures)
    {
        return from accuracy in Accuracies
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
