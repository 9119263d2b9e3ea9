using Coterie.Measures;
using Coterie.Runs.Ranking;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>How measures order networks, the strongest first, and what that can and cannot say.</summary>
internal static class RankingView
{
    private const string Baseline = "*";

    private static readonly string[] Headings = ["measure", "of", "τ", "95 % interval", "given training", "n"];

    public static void Write(Terminal terminal, NetworkRanking ranking)
    {
        foreach (string line in Summary(ranking)) terminal.Note(line);
        Table table = Tables.New("", Headings);
        Tables.Tighten(table);
        table.Columns[0].LeftAligned();
        table.Columns[1].LeftAligned();
        foreach (RankedMeasure measure in ranking.Measures) table.AddRow([.. Cells(measure).Select(Tables.Text)]);
        terminal.Output.Write(table);
        foreach (string line in Caveats(ranking)) terminal.Note(line);
    }

    public static void WriteMarkdown(Terminal terminal, NetworkRanking ranking)
    {
        foreach (string line in Summary(ranking))
        {
            terminal.Line(Escaped(line));
            terminal.Line("");
        }
        terminal.Line($"| {string.Join(" | ", Headings)} |");
        terminal.Line($"| --- | --- |{string.Concat(Enumerable.Repeat(" ---: |", Headings.Length - 2))}");
        foreach (RankedMeasure measure in ranking.Measures) terminal.Line($"| {string.Join(" | ", Cells(measure).Select(Escaped))} |");
        foreach (string line in Caveats(ranking)) terminal.Line($"\n{Escaped(line)}");

        static string Escaped(string text) => text.Trim().Replace("*", @"\*", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Summary(NetworkRanking ranking)
    {
        yield return $"{ranking.Networks.Count} networks, their last snapshots; they differ in {Choice.List(ranking.Differences)}";
        yield return $"test accuracy {Range(AccuracyKind.Test)}, training accuracy {Range(AccuracyKind.Evaluated)}";
        if (Sizes(ranking) is { } sizes) yield return sizes;
        foreach (LeftOutRun run in ranking.LeftOut) yield return $"left out: {run.Path}: {run.Reason}";

        string Range(AccuracyKind kind)
        {
            double?[] values = [.. ranking.Networks.Select(network => network.Accuracy[kind])];
            return $"{Numbers.Share(values.Min())} to {Numbers.Share(values.Max())}";
        }
    }

    private static string? Sizes(NetworkRanking ranking)
    {
        int[] tops = [.. ranking.Networks.Select(network => network.Last.Layers[^1].Top).OfType<int>()];
        return tops.Length == 0 || tops.Min() == tops.Max()
            ? null
            : $"{tops.Min()} to {tops.Max()} neurons represent a class in the last layer (--top), which counts and overlaps follow";
    }

    private static IEnumerable<string> Caveats(NetworkRanking ranking)
    {
        RankedMeasure[] ranked = [.. ranking.Measures.Where(measure => measure.Tau is not null)];
        yield return "of: the model, the last hidden layer, or the mean over hidden layers; n: networks with a value";
        yield return $"{Baseline} needs no graph: what a measure of communities has to beat";
        if (ranking.Training is { Tau: { } training })
        {
            RankedMeasure[] others = [.. ranked.Where(measure => !measure.IsBaseline)];
            int better = others.Count(measure => Math.Abs(measure.Tau!.Value) > Math.Abs(training));
            yield return $"training accuracy alone has a τ of {Numbers.Signed(training).Trim()}; {better} of the {others.Length} measures "
                + "of communities and entropy have a larger one";
        }
        yield return $"a family of {ranked.Length}: of so many 95 % intervals, some {Math.Max(1, (int)Math.Round(ranked.Length / 20.0))} "
            + "miss by chance, and the largest τ of many is too large";
        yield return "τ is Kendall's τ-b with test accuracy, 1 the same order, −1 the opposite; given training: what is left of it among "
            + "networks of like training accuracy";
        yield return "It says how these networks are ordered, which differ in their recipe; not why, and not for other data, recipes or "
            + "moments of training";
    }

    private static string[] Cells(RankedMeasure measure)
    {
        return
        [
            new MeasureKey(null, null, measure.Measure, measure.Variant).Name + (measure.IsBaseline ? $" {Baseline}" : ""),
            measure.Scope switch
            {
                RankingScope.Model => "model",
                RankingScope.LastLayer => "last",
                _ => "mean",
            },
            Numbers.Signed(measure.Tau),
            measure.Interval is { } interval ? $"{Numbers.Short(interval.Lower)} to {Numbers.Short(interval.Upper)}" : Numbers.None,
            Numbers.Signed(measure.TauGivenTraining),
            $"{measure.Networks}",
        ];
    }
}
