using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>The results of a study with several seeds as tables for people to read, at most 100 columns wide.</summary>
internal static class SeedTables
{
    public static void Write(Terminal terminal, SeedResults results, IReadOnlyList<int> seeds)
    {
        int width = Math.Min(100, terminal.Output.Profile.Width);
        foreach (Table table in LastSnapshots(results, seeds, width)) terminal.Output.Write(table);
        foreach (LayerStructure layer in results.Seeds[0].Snapshots[^1].Layers)
        {
            SaturationNote.Write(terminal, layer.Name, [.. results.Seeds.SelectMany(seed => seed.Snapshots)]);
        }
        bool isPaper = results.Correlations.Any(c => c.Against == AccuracyKind.Running);
        Write(results.CorrelationRange, results.Correlations.Where(c => c.Against != AccuracyKind.Evaluated || !isPaper));
        if (results.Formation is { } formation) Write(formation.Range, formation.Correlations);
        terminal.Line("p: how often the two series correlate as strongly when one is turned in time against the other.");

        void Write(SnapshotRange? range, IEnumerable<SeedCorrelation> correlations)
        {
            foreach (IGrouping<AccuracyKind, SeedCorrelation> against in Shown(correlations).GroupBy(c => c.Against))
            {
                terminal.Output.Write(Correlations($"{against.Key}".ToLowerInvariant(), range!, [.. against]));
            }
        }
    }

    private static IEnumerable<SeedCorrelation> Shown(IEnumerable<SeedCorrelation> correlations)
    {
        return correlations.Where(correlation => correlation.Class is null && !ResultTables.IsOfNull(correlation.Measure));
    }

    private static IEnumerable<Table> LastSnapshots(SeedResults results, IReadOnlyList<int> seeds, int width)
    {
        Snapshot[] last = [.. results.Seeds.Select(seed => seed.Snapshots[^1])];
        return Tables.Split(
            "Accuracy, and the model's entropy and weights, at the last snapshot",
            ("seed", [.. seeds.Select(seed => $"{seed}")]),
            [
                .. Catalogue.All.Where(measure => measure.OfModel is not null).Select(measure => (
                    measure.Family == Catalogue.Accuracy ? measure.Variant : $"{measure.Family} {measure.Variant}",
                    (string[])[.. last.Select(seed => Numbers.Of(seed.OfModel(measure.Family, measure.Variant), measure.Unit))])),
            ],
            width);
    }

    private static Table Correlations(string against, SnapshotRange range, IReadOnlyList<SeedCorrelation> correlations)
    {
        Table table = Tables.New(
            $"Correlation with {against} accuracy over {ResultTables.Range(range)}: median over the seeds,\nits range and interval, p",
            "layer", "measure", "Pearson", "range", "interval", "p", "Spearman", "p");
        table.Columns[0].LeftAligned();
        table.Columns[1].LeftAligned();
        foreach (SeedCorrelation correlation in correlations)
        {
            table.AddRow(
                correlation.Layer is { } layer ? ResultTables.Name(layer) : "model",
                new MeasureKey(null, null, correlation.Measure, correlation.Variant).Name,
                Numbers.Short(correlation.Pearson?.Median),
                Range(correlation.Pearson?.Minimum, correlation.Pearson?.Maximum),
                Range(correlation.Pearson?.Lower, correlation.Pearson?.Upper),
                Numbers.Of(correlation.Pearson?.P, "0.00#"),
                Numbers.Short(correlation.Spearman?.Median),
                Numbers.Of(correlation.Spearman?.P, "0.00#"));
        }
        return table;
    }

    private static string Range(double? from, double? to) => from is null ? Numbers.None : $"{Numbers.Short(from)} {Numbers.Short(to)}";
}
