using System.Text;
using Coterie.Bench.Compare;
using Coterie.Paper;

namespace Coterie.Bench.Report;

/// <summary>The tables of the page, in Markdown.</summary>
internal static class Tables
{
    private const string NotMeasured = "not measured yet";

    // The names of Coterie's sides on the page; peers are shown by their own names.
    private static readonly Dictionary<string, string> Ours = new(StringComparer.Ordinal)
    {
        ["analysis"] = "Coterie: all measures",
        ["sum"] = "Coterie: a plain sum, two threads",
        ["means"] = "Coterie: class statistics (the first pass)",
        ["coactivation"] = "Coterie: co-activation",
        ["histograms"] = "Coterie: entropies, the second pass alone",
        ["entropies"] = "Coterie: entropies, both passes",
        ["readings"] = "Coterie: both passes",
        ["stream"] = "Coterie: all measures, from a file",
        ["modularities"] = "Coterie: modularities",
        ["bisection"] = "Coterie: Kernighan–Lin, best of 10",
        ["louvainBest"] = "Coterie: Louvain, best of 10",
        ["leidenBest"] = "Coterie: Leiden, best of 10",
        ["louvain"] = "Coterie: Louvain",
        ["leiden"] = "Coterie: Leiden",
        ["layout"] = "Coterie: ForceAtlas2",
        ["epoch"] = "Coterie",
        ["bareEpoch"] = "a bare TorchSharp loop",
        ["products"] = "the layers' matrix products alone",
        ["snapshot"] = "Coterie: forward pass and analysis",
        ["forward"] = "a bare forward pass",
    };

    public static string NameOf(string side) => Ours.GetValueOrDefault(side, side);

    public static string Machine(Results results)
    {
        string quick = results.Cases.Values.Any(one => one.Quick) ? " **Some are of a quick run on small inputs, and mean little.**" : "";
        return string.Join('\n', results.Machine.Concat(results.Software).Select(pair => $"- {pair.Key}: {pair.Value}"))
            + $"\n\nMeasured at {Commits(results)}.{Load(results)}{quick}";
    }

    /// <summary>The targets on machines other than that of the rest of the page.</summary>
    public static string Others(IReadOnlyList<Results> machines)
    {
        return string.Join("\n\n", machines.Select(results =>
            $"### On another machine\n\n{results.Machine["processor"]}; measured at {Commits(results)}.\n\n{Targets(results)}"));
    }

    private static string Commits(Results results)
    {
        return string.Join(", ", results.Cases.Values.Select(one => $"`{one.Commit}` ({one.Date})").Distinct(StringComparer.Ordinal));
    }

    // Other work slows two threads more than one, so Coterie's ratios are then worse than on an idle machine.
    private static string Load(Results results)
    {
        double[] loads = [.. results.Cases.Values.Where(one => one.Load is not null).Select(one => one.Load!.Value)];
        if (loads.Length == 0) return "";
        return $" When a case began, {Text.Number(loads.Min(), "0.0")} to {Text.Number(loads.Max(), "0.0")} processes had wanted to run "
            + $"in the minute before, {Text.Number(SideResult.MedianOf(loads), "0.0")} in the median: what exceeds the comparison's own "
            + "one or two was other work, which costs what runs on two threads more than what runs on one.";
    }

    public static string Targets(Results results)
    {
        return Table(["what", "target", "measured", "met"], Report.Targets.Of(results).Select(target => new[]
        {
            target.What,
            target.Wanted,
            target.Measured ?? NotMeasured,
            target.Met switch { true => "yes", false => "**no**", null => Markdown.None },
        }));
    }

    public static string Snapshots(Results results)
    {
        (string Name, CaseResult Result)[] cases = [.. Report.Targets.Section(results, "snapshot")];
        if (cases.Length == 0) return NotMeasured;
        string table = Table(
            ["", "Coterie", "NumPy + NetworkX + igraph", "times as fast", "Coterie's peak memory", "theirs"],
            cases.Select(one => new[]
            {
                one.Name.Split('/')[1].Replace('-', ' '),
                Text.Seconds(one.Result.Sides["analysis"].Median),
                Text.Seconds(one.Result.Sides[Peers.Python].Median),
                Text.Ratio(one.Result.Ratio(Peers.Python, "analysis")),
                ByteSize.Text(one.Result.Sides["analysis"].Peak),
                ByteSize.Text(one.Result.Sides[Peers.Python].Peak),
            }));
        return $"{table}{Agreement(cases)}\n\n{Stages(cases[^1].Result)}";
    }

    public static string Readings(Results results)
    {
        if (!results.Cases.TryGetValue("stages/readings", out CaseResult? found)) return NotMeasured;
        return Table(
            ["", "time", "of a plain sum", "bytes of activations read per second"],
            found.Sides.Select(side => new[]
            {
                NameOf(side.Key), Text.Seconds(side.Value.Median), Text.Ratio(found.Ratio(side.Key, "sum")),
                Text.Rate(found.Input.Bytes, side.Value.Median),
            }));
    }

    public static string Graph(Results results)
    {
        if (!results.Cases.TryGetValue("stages/graph", out CaseResult? found)) return NotMeasured;
        (string Ours, string Theirs)[] pairs =
        [
            ("modularities", "NumPy: modularities"), ("bisection", Peers.Bisection),
            ("louvainBest", "igraph: louvainBest"), ("leidenBest", "igraph: leidenBest"),
        ];
        return Table(
            ["", "Coterie", "peer", "times as fast", "modularity", "peer's"],
            pairs.Select(pair => new[]
            {
                NameOf(pair.Ours)["Coterie: ".Length..],
                Text.Seconds(found.Sides[pair.Ours].Median),
                $"{Text.Seconds(found.Sides[pair.Theirs].Median)} ({pair.Theirs.Split(':')[0]})",
                Text.Ratio(found.Ratio(pair.Theirs, pair.Ours)),
                Figure(found.Sides[pair.Ours]),
                Figure(found.Sides[pair.Theirs]),
            }));
    }

    public static string Communities(Results results)
    {
        (string Name, CaseResult Result)[] cases = InOrder(results, "communities", input => input.Edges);
        if (cases.Length == 0) return NotMeasured;
        return Table(
            ["vertices", "edges", "", "time", "modularity", "communities", "peak memory"],
            cases.SelectMany(one => one.Result.Sides.Select(side => new[]
            {
                Text.Count(one.Result.Input.Vertices),
                Text.Count(one.Result.Input.Edges),
                NameOf(side.Key),
                Text.Seconds(side.Value.Median),
                Figure(side.Value),
                Text.Number(side.Value.Figure("communities"), "0"),
                ByteSize.Text(side.Value.Peak),
            })));
    }

    public static string Layouts(Results results)
    {
        (string Name, CaseResult Result)[] cases = InOrder(results, "layout", input => input.Vertices);
        if (cases.Length == 0) return NotMeasured;
        return Table(
            ["vertices", "edges", "", "time of an iteration", "peak memory"],
            cases.SelectMany(one => one.Result.Sides.Select(side => new[]
            {
                Text.Count(one.Result.Input.Vertices), Text.Count(one.Result.Input.Edges), NameOf(side.Key),
                Text.Seconds(side.Value.Median / side.Value.Figure("iterations")), ByteSize.Text(side.Value.Peak),
            })));
    }

    public static string Training(Results results)
    {
        StringBuilder text = new();
        if (results.Cases.TryGetValue("training/epoch", out CaseResult? epoch))
        {
            double operations = epoch.Sides["products"].Figure("operations");
            text.Append(Table(["", "time of an epoch", "of the bare loop", "GFLOP/s"], epoch.Sides.Select(side => new[]
            {
                NameOf(side.Key), Text.Seconds(side.Value.Median), Text.Ratio(epoch.Ratio(side.Key, "bareEpoch")),
                Text.Number(operations / side.Value.Median / 1e9, "0"),
            })));
        }
        if (results.Cases.TryGetValue("training/snapshot", out CaseResult? snapshot))
        {
            text.Append(Table(["", "time", "of a bare forward pass"], snapshot.Sides.Select(side => new[]
            {
                NameOf(side.Key), Text.Seconds(side.Value.Median), Text.Ratio(snapshot.Ratio(side.Key, "forward")),
            })));
        }
        return text.Length == 0 ? NotMeasured : text.ToString();
    }

    public static string Memory(Results results)
    {
        (string Name, CaseResult Result)[] cases = InOrder(results, "samples", input => input.Samples);
        if (cases.Length == 0) return NotMeasured;
        return Table(
            ["samples", "activations", "Coterie's peak", "NumPy's peak", "Coterie's time", "NumPy's time"],
            cases.Select(one => new[]
            {
                Text.Count(one.Result.Input.Samples), ByteSize.Text(one.Result.Input.Bytes),
                ByteSize.Text(one.Result.Sides["stream"].Peak), ByteSize.Text(one.Result.Sides[Peers.Python].Peak),
                Text.Seconds(one.Result.Sides["stream"].Median), Text.Seconds(one.Result.Sides[Peers.Python].Median),
            }));
    }

    public static string Curves(Results results)
    {
        return string.Join("\n\n", Growth.Of(results)
            .Where(curves => curves.Lines.Count > 0)
            .Select(curves => $"![{curves.Title}](performance/{curves.File})"));
    }

    // Compares three kinds of measures: those with one exact value, entropies, which NumPy bins in float32, and results of a search.
    private static string Agreement((string Name, CaseResult Result)[] cases)
    {
        (SideResult Ours, SideResult Theirs)[] sides =
        [
            .. cases.Select(one => (one.Result.Sides["analysis"], one.Result.Sides[Peers.Python])),
        ];
        return "Both found the same: "
            + $"the modularities differ by {Widest("noOverlap", "unweightedOverlap", "weightedOverlap")} at most, relatively, "
            + $"the entropies by {Widest("nonzero", "all", "share", "classNonzero", "classAll", "classShare")}. "
            + $"What is searched for differs by, Coterie's less theirs: {Searched("klb")}, {Searched("louvain")}, {Searched("leiden")}.";

        string Widest(params string[] names)
        {
            double widest = sides.Max(pair => Keys(pair.Ours, names)
                .Max(key => Math.Abs(pair.Ours.Figure(key) / pair.Theirs.Figure(key) - 1)));
            return Text.Number(widest, "0.0E+0");
        }

        string Searched(string name)
        {
            double[] differences =
            [
                .. sides.SelectMany(pair => Keys(pair.Ours, [name]).Select(key => pair.Ours.Figure(key) - pair.Theirs.Figure(key))),
            ];
            return $"{name} {Text.Signed(differences.Min())} to {Text.Signed(differences.Max())}";
        }

        static IEnumerable<string> Keys(SideResult side, string[] names) =>
            side.Figures.Keys.Where(key => names.Contains(key.Split('.')[1], StringComparer.Ordinal));
    }

    // The time of each stage, as the peers report it.
    private static string Stages(CaseResult found)
    {
        SideResult peer = found.Sides[Peers.Python];
        const string prefix = "seconds.";
        return "The peers' time of the last by stage: " + string.Join(", ", peer.Figures.Keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => $"{key[prefix.Length..]} {Text.Seconds(peer.Figure(key))}")) + ".\n";
    }

    private static (string Name, CaseResult Result)[] InOrder(Results results, string section, Func<WorkInput, long> size)
    {
        return [.. Report.Targets.Section(results, section).OrderBy(one => size(one.Result.Input))];
    }

    private static string Figure(SideResult side)
    {
        return Text.Number(side.Figure("modularity"), "0.00000");
    }

    private static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        StringBuilder table = new();
        Markdown.Table(table, head, rows);
        return table.ToString();
    }
}
