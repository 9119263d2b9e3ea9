using Coterie.Runs.Results;
using Coterie.Runs.Studies;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>What a study found with several seeds, as tables a person can read, at most 100 columns wide.</summary>
internal static class SeedTables
{
    public static void Write(Terminal terminal, SeedResults<StudySettings> results)
    {
        terminal.Output.Write(Accuracies(results));
        foreach (IGrouping<string, SeedCorrelation> against in results.Correlations.Where(c => c.Class is null && c.Against != "evaluated").GroupBy(c => c.Against, StringComparer.Ordinal))
        {
            terminal.Output.Write(Correlations(against.Key, [.. against]));
        }
        terminal.Line("p: how often the two series correlate as strongly when one is turned in time against the other.");
    }

    private static Table Accuracies(SeedResults<StudySettings> results)
    {
        Table table = ResultTables.New("Accuracy and the model's entropy at the last snapshot", "seed", "running", "evaluated", "test", "entropy nonzero", "all", "share");
        foreach (RunResults<StudySettings> run in results.Seeds)
        {
            SnapshotResult last = run.Snapshots[^1];
            table.AddRow(
                $"{run.Settings.Seed}",
                Figure.Accuracy(last.Accuracy.Running),
                Figure.Accuracy(last.Accuracy.Evaluated),
                Figure.Accuracy(last.Accuracy.Test),
                Figure.Entropy(last.Entropy.Nonzero),
                Figure.Entropy(last.Entropy.All),
                Figure.Entropy(last.Entropy.Share));
        }
        return table;
    }

    private static Table Correlations(string against, IReadOnlyList<SeedCorrelation> correlations)
    {
        Table table = ResultTables.New(
            $"Correlation with {against} accuracy over the seeds: median, bootstrap 95 % interval, p",
            "layer", "measure", "Pearson", "range", "interval", "p", "Spearman", "p");
        table.Columns[0].LeftAligned();
        table.Columns[1].LeftAligned();
        foreach (SeedCorrelation correlation in correlations)
        {
            table.AddRow(
                correlation.Layer is { } layer ? ResultTables.Name(layer) : "model",
                $"{correlation.Measure} {correlation.Variant}".TrimEnd(),
                Short(correlation.Pearson?.Median),
                Range(correlation.Pearson?.Minimum, correlation.Pearson?.Maximum),
                Range(correlation.Pearson?.Lower, correlation.Pearson?.Upper),
                Figure.Of(correlation.Pearson?.P, "0.00#"),
                Short(correlation.Spearman?.Median),
                Figure.Of(correlation.Spearman?.P, "0.00#"));
        }
        return table;
    }

    private static string Range(double? from, double? to) => from is null ? Figure.None : $"{Short(from)} {Short(to)}";

    private static string Short(double? value) => Figure.Of(value is { } figure ? Math.Round(figure, 2) + 0.0 : null, "0.00;-0.00");
}
