using Coterie.Bench.Compare;

namespace Coterie.Bench.Report;

/// <summary>The targets of the project, each with its latest measurement.</summary>
internal static class Targets
{
    private const double Million = 1e6;

    // Results of searches from random starts differ by up to this much, in either direction.
    private const double SameModularity = 0.001;

    public static IReadOnlyList<Target> Of(Results results)
    {
        return
        [
            Snapshot(results),
            Coactivation(results),
            Bisection(results),
            Communities(results, "Louvain", "louvain", "igraph: Louvain"),
            Communities(results, "Leiden", "leiden", "igraph: Leiden, 2 iterations"),
            Layout(results),
            BareLoop(results),
            Rate(results),
            Forward(results),
            Memory(results),
            Start(results),
        ];
    }

    private static Target Snapshot(Results results)
    {
        Spread[] ratios = [.. Section(results, "snapshot").Select(one => one.Result.Ratio(Peers.Python, "analysis"))];
        return new Target(
            "analysis of an MNIST snapshot, all measures, beside NumPy + NetworkX + igraph",
            "at least 25 times faster",
            ratios.Length == 0 ? null : string.Join("; ", ratios.Select(Text.Ratio)) + " (a snapshot each)",
            ratios.Length == 0 ? null : ratios.All(ratio => ratio.Median >= 25));
    }

    private static Target Coactivation(Results results)
    {
        return Of(results, "stages/readings", "co-activation, beside a plain sum over the same memory", "within 2 times", found =>
        {
            Spread ratio = found.Ratio("coactivation", "sum");
            return (Text.Ratio(ratio), ratio.Median <= 2);
        });
    }

    private static Target Bisection(Results results)
    {
        const string what = "Kernighan–Lin, beside NetworkX";
        return Of(results, "stages/graph", what, "at least 50 times faster, modularity equal or better", found =>
        {
            Spread ratio = found.Ratio(Peers.Bisection, "bisection");
            double ours = found.Sides["bisection"].Figure("modularity");
            double theirs = found.Sides[Peers.Bisection].Figure("modularity");
            return (
                $"{Text.Ratio(ratio)}; modularity {Text.Number(ours, "0.0000")}, NetworkX's {Text.Number(theirs, "0.0000")}",
                ratio.Median >= 50 && ours >= theirs * (1 - SameModularity));
        });
    }

    private static Target Communities(Results results, string method, string ours, string theirs)
    {
        (string Name, CaseResult Result)[] cases = [.. Section(results, "communities").Where(one => one.Result.Input.Edges >= 90_000)];
        string[] texts = [.. cases.Select(one =>
        {
            double difference = one.Result.Sides[ours].Figure("modularity") - one.Result.Sides[theirs].Figure("modularity");
            return $"{Text.Count(one.Result.Input.Edges)} edges: {Text.Ratio(one.Result.Ratio(theirs, ours))} as fast, "
                + $"modularity {Text.Signed(difference)}";
        })];
        return new Target(
            $"{method} on 10⁵ to 10⁷ edges, beside igraph's",
            "at least as fast, modularity no worse",
            texts.Length == 0 ? null : string.Join("; ", texts),
            cases.Length == 0 ? null : cases.All(one =>
                one.Result.Ratio(theirs, ours).Median >= 1
                && one.Result.Sides[ours].Figure("modularity") >= one.Result.Sides[theirs].Figure("modularity") * (1 - SameModularity)));
    }

    private static Target Layout(Results results)
    {
        return Of(results, "layout/500", "ForceAtlas2", "an iteration on 500 vertices under 0.2 ms", found =>
        {
            SideResult side = found.Sides["layout"];
            double iterations = side.Figure("iterations");
            return (
                $"{Text.Seconds(side.Median / iterations)} "
                    + $"({Text.Seconds(side.Seconds.Min() / iterations)} to {Text.Seconds(side.Seconds.Max() / iterations)})",
                side.Median / iterations < 0.2e-3);
        });
    }

    private static Target BareLoop(Results results)
    {
        return Of(results, "training/epoch", "training `mnist` in float32, beside a bare TorchSharp loop", "within 1.05 times", found =>
        {
            Spread ratio = found.Ratio("epoch", "bareEpoch");
            return (Text.Ratio(ratio), ratio.Median <= 1.05);
        });
    }

    private static Target Rate(Results results)
    {
        return Of(results, "training/epoch", "training, beside its layers' matrix products alone", "at least 75 % of their rate", found =>
        {
            Spread ratio = found.Ratio("products", "epoch");
            double operations = found.Sides["products"].Figure("operations");
            return (
                $"{Text.Number(100 * ratio.Median, "0")} % "
                    + $"({Text.Number(100 * ratio.Least, "0")}–{Text.Number(100 * ratio.Greatest, "0")}): "
                    + $"{Text.Number(operations / found.Sides["epoch"].Median / 1e9, "0")} of "
                    + $"{Text.Number(operations / found.Sides["products"].Median / 1e9, "0")} GFLOP/s",
                ratio.Median >= 0.75);
        });
    }

    private static Target Forward(Results results)
    {
        const string what = "a snapshot's whole analysis, its forward pass included, beside a bare forward pass";
        return Of(results, "training/snapshot", what, "at most 1.3 times", found =>
        {
            Spread ratio = found.Ratio("snapshot", "forward");
            return (Text.Ratio(ratio), ratio.Median <= 1.3);
        });
    }

    private static Target Memory(Results results)
    {
        const string what = "peak memory as samples grow, at a fixed `--memory`";
        SideResult[] sides =
        [
            .. Section(results, "samples").OrderBy(one => one.Result.Input.Samples).Select(one => one.Result.Sides["stream"]),
        ];
        if (sides.Length < 2) return new Target(what, "flat within 10 %", null, null);
        double ratio = sides.Max(side => side.Peak) / (double)sides.Min(side => side.Peak);
        return new Target(
            what,
            "flat within 10 %",
            $"{string.Join(", ", sides.Select(side => Text.Number(side.Peak / Million, "0")))} MB: "
                + $"the largest is {Text.Number(ratio, "0.00")} times the least",
            ratio <= 1.1);
    }

    private static Target Start(Results results)
    {
        return Of(results, "start/help", "start of `coterie --help`", "under 150 ms", found =>
        {
            SideResult side = found.Sides["help"];
            return (
                $"{Text.Seconds(side.Median)} ({Text.Seconds(side.Seconds.Min())} to {Text.Seconds(side.Seconds.Max())})",
                side.Median < 0.15);
        });
    }

    private static Target Of(
        Results results,
        string name,
        string what,
        string wanted,
        Func<CaseResult, (string Measured, bool Met)> measure)
    {
        if (!results.Cases.TryGetValue(name, out CaseResult? found)) return new Target(what, wanted, null, null);
        (string measured, bool met) = measure(found);
        return new Target(what, wanted, measured, met);
    }

    public static IEnumerable<(string Name, CaseResult Result)> Section(Results results, string section)
    {
        return results.Cases
            .Where(pair => pair.Key.StartsWith(section + "/", StringComparison.Ordinal))
            .Select(pair => (pair.Key, pair.Value));
    }
}
