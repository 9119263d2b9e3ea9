using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Statistics;
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
        SeedPairing? pairing = results.Correlations.Select(c => c.Pearson?.Pairing).OfType<SeedPairing>().MaxBy(found => found.Seeds);
        bool decides = pairing is { Decides: true };
        Write(results.CorrelationRange, results.Correlations.Where(c => c.Against != AccuracyKind.Evaluated || !isPaper));
        if (results.Formation is { } formation) Write(formation.Range, formation.Correlations);
        foreach (string line in decides ? Meaning(pairing!) : Missing(pairing?.Seeds ?? 1)) terminal.Line(line);

        void Write(SnapshotRange? range, IEnumerable<SeedCorrelation> correlations)
        {
            foreach (IGrouping<AccuracyKind, SeedCorrelation> against in Shown(correlations).GroupBy(c => c.Against))
            {
                string title = $"Correlation with {$"{against.Key}".ToLowerInvariant()} accuracy over {ResultTables.Range(range!)}: ";
                terminal.Output.Write(
                    decides ? Decided($"{title}own runs and others'", [.. against])
                        : Described($"{title}median and range over the seeds, and with other seeds' accuracy", [.. against]));
            }
        }
    }

    private static IEnumerable<SeedCorrelation> Shown(IEnumerable<SeedCorrelation> correlations)
    {
        return correlations.Where(correlation => correlation.Class is null && !ResultTables.IsOfNull(correlation.Measure));
    }

    private static string[] Meaning(SeedPairing pairing) =>
    [
        "own: the mean correlation with the accuracy of the same run; effect: own minus that with other",
        $"seeds' accuracy; interval: of its median over seeds, {Numbers.Of(100 * pairing.Interval.Level, "0.#")} %;"
            + " p: how often seeds dealt out anew",
        $"differ as much; adj. p: for the {pairing.Family} correlations of the document's list (Benjamini and Hochberg).",
    ];

    private static string[] Missing(int seeds) =>
    [
        "others: the mean correlation with the accuracy of other seeds' runs, which drift alone gives.",
        $"Whether a run's own accuracy has more to do with it takes {SeedPairingTest.MinimumSeeds} seeds with a correlation;"
            + $" here {(seeds == 1 ? "is 1" : $"are {seeds}")}.",
    ];

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

    // Own runs against other seeds' runs, and whether they differ; both by Pearson's coefficient and, in short, by Spearman's.
    private static Table Decided(string title, IReadOnlyList<SeedCorrelation> correlations)
    {
        return Correlations(title, correlations, ["own", "effect", "interval", "p", "adj.\np", "by rank\neffect", "adj.\np"], c =>
        {
            SeedPairing? pearson = c.Pearson?.Pairing;
            SeedPairing? spearman = c.Spearman?.Pairing;
            return
            [
                Numbers.Short(pearson?.Own),
                Numbers.Plus(pearson?.Effect),
                Range(pearson?.Interval.Lower, pearson?.Interval.Upper),
                Numbers.P(pearson?.P),
                Numbers.P(pearson?.AdjustedP),
                Numbers.Plus(spearman?.Effect),
                Numbers.P(spearman?.AdjustedP),
            ];
        });
    }

    private static Table Described(string title, IReadOnlyList<SeedCorrelation> correlations)
    {
        return Correlations(title, correlations, ["Pearson", "range", "others", "Spearman", "range", "others"], c =>
        [
            Numbers.Short(c.Pearson?.Median),
            Range(c.Pearson?.Minimum, c.Pearson?.Maximum),
            Numbers.Short(c.Pearson?.Pairing?.Others),
            Numbers.Short(c.Spearman?.Median),
            Range(c.Spearman?.Minimum, c.Spearman?.Maximum),
            Numbers.Short(c.Spearman?.Pairing?.Others),
        ]);
    }

    private static Table Correlations(
        string title, IReadOnlyList<SeedCorrelation> correlations, string[] columns, Func<SeedCorrelation, string[]> cells)
    {
        Table table = Tables.New(title, ["layer", "measure", .. columns]);
        table.Columns[0].LeftAligned();
        table.Columns[1].LeftAligned();
        foreach (SeedCorrelation correlation in correlations)
        {
            table.AddRow(
            [
                correlation.Layer is { } layer ? ResultTables.Name(layer) : "model",
                new MeasureKey(null, null, correlation.Measure, correlation.Variant).Name,
                .. cells(correlation),
            ]);
        }
        return table;
    }

    private static string Range(double? from, double? to) => from is null ? Numbers.None : $"{Numbers.Short(from)} {Numbers.Short(to)}";
}
