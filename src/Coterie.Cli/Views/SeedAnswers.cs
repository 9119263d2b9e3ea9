using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Statistics;

namespace Coterie.Cli.Views;

/// <summary>The answers of a study with several seeds: each with its range over the seeds.</summary>
internal static class SeedAnswers
{
    public static void Write(Terminal terminal, SeedResults results)
    {
        IReadOnlyList<Snapshot>[] seeds = [.. results.Seeds.Select(seed => seed.Snapshots).Where(snapshots => snapshots.Count > 0)];
        if (seeds.Length == 0) return;
        RunAnswers[] answers = [.. seeds.Select(RunAnswers.Of)];
        ClassNames names = new(results.Seeds[0].Data?.Classes);
        LabelledLines lines = new(terminal);
        terminal.Line($"\nover {seeds.Length} seeds, the median and the range");
        lines.Write(
            "accuracy",
            [
                .. AnswerWords.AccuracyKinds.Select(kind =>
                    $"{kind.Name} {Range(seeds.Select(snapshots => kind.Of(snapshots[^1].Accuracy)), Numbers.Share)}"),
            ]);
        IEnumerable<IGrouping<string, LayerAnswers>> best = answers.Select(answer => answer.Best).OfType<LayerAnswers>()
            .GroupBy(layer => layer.Name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count());
        lines.Write(
            "best layer",
            [
                .. best.Select(group => $"{Printable.Name(group.Key, 24)} with {group.Count()} of {seeds.Length} seeds"),
                $"by {AnswerWords.Separation}",
            ]);
        for (int l = 0; l < answers[0].Layers.Count; l++)
        {
            WriteLayer(terminal, results, seeds, [.. answers.Select(answer => answer.Layers[l])], names);
        }
    }

    private static void WriteLayer(
        Terminal terminal, SeedResults results, IReadOnlyList<Snapshot>[] seeds, LayerAnswers[] layers, ClassNames names)
    {
        LabelledLines lines = new(terminal);
        string name = layers[0].Name;
        terminal.Line($"\n{Printable.Name(name, 40)}: {layers[0].Structure.Neurons} neurons");
        lines.Write(
            "formation",
            $"Q {Range(layers.Select(layer => layer.Separation.First), Q)} {Moments.Of(seeds[0][0])}, "
                + $"{Range(layers.Select(layer => layer.Separation.Last), Q)} at {Moments.Of(seeds[0][^1])}",
            "communities stand since " + string.Join(", ", layers.Select((layer, k) =>
                layer.Separation.Since is { } since ? Moments.Of(seeds[k][since]) : "never").Distinct(StringComparer.Ordinal)));
        string? nulls = AnswerWords.Nulls(
            model => seeds.Select(snapshots => snapshots[^1].OfLayer(name, model, RunAnswers.Separation.Variant)),
            values => Range(values, Q));
        if (nulls is not null) lines.Write("null models", $"Q {Range(layers.Select(layer => layer.Separation.Last), Q)}; {nulls}");
        lines.Write("communities", $"{Range(layers.Select(layer => (double?)layer.Communities.Count), value => Numbers.Of(value, "0"))}");
        lines.Write("hard to tell", [.. Hardest(layers, names)]);
        lines.Write("dead", Range(seeds.Select(snapshots => snapshots[^1].OfLayer(name, "deadNeurons")), value => Numbers.Of(value, "0")));
        SaturationNote.Write(
            lines, name, [.. seeds.SelectMany(snapshots => snapshots)], [.. seeds.Select(snapshots => snapshots[^1])]);
        SeedCorrelation? correlation = results.Correlations.FirstOrDefault(found =>
            found.Layer == name && found.Class is null && found.Against == AccuracyKind.Test
            && (found.Measure, found.Variant) == (RunAnswers.Separation.Measure, RunAnswers.Separation.Variant));
        if (correlation?.Pearson is { } pearson)
        {
            lines.Write(
                "follows",
                [
                    $"Q and test accuracy correlate at {Numbers.Short(pearson.Median)}"
                        + $" ({Numbers.Short(pearson.Minimum)} to {Numbers.Short(pearson.Maximum)})",
                    .. Coupling(pearson.Pairing),
                ]);
        }
    }

    // Whether that is more than the course that all runs share.
    private static IEnumerable<string> Coupling(SeedPairing? pairing)
    {
        if (pairing is null) return [$"{SeedPairingTest.MinimumSeeds} seeds decide whether that is more than drift"];
        string others = $"with other seeds' accuracy at {Numbers.Short(pairing.Others)}";
        return pairing.Decides
            ?
            [
                others,
                $"effect {Numbers.Plus(pairing.Effect)}, p {Numbers.P(pairing.P)}"
                    + $" ({Numbers.P(pairing.AdjustedP)} adjusted for {pairing.Family} correlations)",
            ]
            : [others, $"{SeedPairingTest.MinimumSeeds} seeds that correlate decide whether own runs have more, here are {pairing.Seeds}"];
    }

    // The pairs that are among the hardest with most seeds.
    private static IEnumerable<string> Hardest(LayerAnswers[] layers, ClassNames names)
    {
        const int most = 3;
        return layers.SelectMany(layer => layer.Hardest.Take(most))
            .GroupBy(pair => (pair.First, pair.Second))
            .OrderByDescending(pairs => pairs.Count()).ThenByDescending(pairs => pairs.Sum(pair => pair.Shared))
            .Take(most)
            .Select(pairs => $"{names[pairs.Key.First]} and {names[pairs.Key.Second]} ({pairs.Count()} of {layers.Length} seeds)")
            .DefaultIfEmpty("no two classes share a representative");
    }

    private static string Q(double? value) => Numbers.Signed(value).Trim();

    private static string Range(IEnumerable<double?> values, Func<double?, string> format)
    {
        double[] known = [.. values.OfType<double>().Order()];
        if (known.Length == 0) return Numbers.None;
        string median = format(Quantile.Median(known));
        return format(known[0]) == format(known[^1]) ? median : $"{median} ({format(known[0])} to {format(known[^1])})";
    }
}
