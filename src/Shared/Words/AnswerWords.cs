using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Results;

namespace Coterie.Words;

/// <summary>The answers of a run in words, a few for each layer: what a person wants to know first.</summary>
internal static class AnswerWords
{
    private const int PairsShown = 3;

    /// <summary>The accuracies that the answers tell.</summary>
    public static IReadOnlyList<(string Name, Func<Accuracies, double?> Of)> AccuracyKinds { get; } =
    [
        ("training", accuracy => accuracy.Evaluated ?? accuracy.Running),
        ("test", accuracy => accuracy.Test),
    ];

    /// <summary>The measure that decides which layer separates the classes best, for people to read.</summary>
    public static string Separation => $"Q ({RunAnswers.Separation.Name})";

    /// <summary>The answers about the model.</summary>
    public static IReadOnlyList<Answer> OfModel(IReadOnlyList<Snapshot> snapshots, RunAnswers answers, ClassNames names)
    {
        string[] accuracies = [.. Accuracies(snapshots), .. Weakest(snapshots[^1], names)];
        return
        [
            new Answer("accuracy", accuracies.Length == 0 ? ["not known"] : accuracies),
            new Answer("best layer", [.. Best(answers)]),
        ];
    }

    /// <summary>What a layer is, above the answers about it.</summary>
    public static string Heading(IReadOnlyList<Snapshot> snapshots, LayerAnswers layer)
    {
        double? vertices = snapshots[^1].OfLayer(layer.Name, "graph", "vertices");
        return $"{Printable.Name(layer.Name, 40)}: {layer.Structure.Neurons} neurons"
            + (vertices is null ? "" : $", {Numbers.Of(vertices, "0")} of them represent a class");
    }

    /// <summary>The answers about a layer.</summary>
    public static IEnumerable<Answer> OfLayer(IReadOnlyList<Snapshot> snapshots, LayerAnswers layer, ClassNames names)
    {
        yield return new Answer("formation", [Formation(snapshots, layer.Separation)]);
        if (Nulls(name => snapshots[^1].OfLayer(layer.Name, name, RunAnswers.Separation.Variant), Q) is { } nulls)
        {
            yield return new Answer("null models", [$"Q {Q(layer.Separation.Last)}; {nulls}"]);
        }
        yield return new Answer("communities", [.. Communities(layer, names)]);
        yield return new Answer("hard to tell", [.. Pairs(layer, names, PairsShown)]);
        yield return new Answer("dead", [Dead(layer.Structure)]);
        if (SaturationWords.Of(layer.Name, snapshots, [snapshots[^1]]) is { } saturated) yield return saturated;
    }

    /// <summary>What Q is where the network has no say in it; null for a run without null models.</summary>
    /// <param name="of">The value under a null model.</param>
    /// <param name="format">How it is shown.</param>
    public static string? Nulls<T>(Func<string, T> of, Func<T, string> format)
    {
        string lists = format(of("listOnly")), random = format(of("randomLists"));
        return lists == Numbers.None && random == Numbers.None ? null : $"lists alone {lists}, random lists {random}";
    }

    /// <summary>The pairs of classes that share most representatives.</summary>
    public static IEnumerable<string> Pairs(LayerAnswers layer, ClassNames names, int most)
    {
        if (layer.Hardest.Count == 0) return ["no two classes share a representative"];
        return layer.Hardest.Take(most).Select((pair, k) =>
            $"{names[pair.First]} and {names[pair.Second]}{(k == 0 ? " share" : "")} {pair.Shared} of {pair.Of}"
            + (k == 0 ? " representatives" : ""));
    }

    /// <summary>Which neurons are dead; the list is not cut here.</summary>
    public static string Dead(LayerStructure layer)
    {
        if (layer.Dead is not { } dead) return "not known";
        return dead.Count == 0 ? "none" : $"{dead.Count} of {layer.Neurons}, zero on every sample: {string.Join(", ", dead)}";
    }

    private static IEnumerable<string> Accuracies(IReadOnlyList<Snapshot> snapshots)
    {
        foreach ((string name, Func<Accuracies, double?> of) in AccuracyKinds)
        {
            Snapshot[] known = [.. snapshots.Where(snapshot => of(snapshot.Accuracy) is not null)];
            if (known.Length == 0) continue;
            yield return known.Length == 1
                ? $"{name} {At(known[0])}"
                : $"{name} {At(known[0])}, {At(known[^1])}";

            string At(Snapshot snapshot) => $"{Numbers.Share(of(snapshot.Accuracy))} {When(snapshot)}";
        }
    }

    private static IEnumerable<string> Weakest(Snapshot last, ClassNames names)
    {
        (double? Accuracy, int Class) weakest = Enumerable.Range(0, last.Classes)
            .Select(i => (Accuracy: last[new MeasureKey(null, i, Catalogue.ClassAccuracy, "test")], Class: i))
            .Where(found => found.Accuracy is not null)
            .OrderBy(found => found.Accuracy)
            .FirstOrDefault();
        return weakest.Accuracy is { } least ? [$"least for {names[weakest.Class]}, {Numbers.Share(least)}"] : [];
    }

    private static IEnumerable<string> Best(RunAnswers answers)
    {
        if (answers.Best is not { } best)
        {
            yield return "no layer has a pattern graph with edges, so none separates the classes";
            yield break;
        }
        string separates = best.Separation.Last <= 0 ? "no layer separates the classes"
            : answers.Layers.Count == 1 ? $"{Name(best)} is the only one"
            : $"{Name(best)} separates the classes best";
        yield return $"{separates}: {Separation} {Q(best.Separation.Last)}";
        foreach (LayerAnswers layer in answers.Layers.Where(layer => layer != best))
        {
            yield return $"{Name(layer)} {Q(layer.Separation.Last)}";
        }
    }

    private static string Name(LayerAnswers layer) => Printable.Name(layer.Name, 24);

    private static string Q(double? value) => Numbers.Signed(value).Trim();

    private static string Formation(IReadOnlyList<Snapshot> snapshots, Rise rise)
    {
        if (rise.First is null) return "its pattern graph has no edges, so it has no Q";
        string last = $"Q {Q(rise.Last)} {When(snapshots[^1])}";
        if (snapshots.Count == 1) return last;
        string both = $"Q {Q(rise.First)} {When(snapshots[0])}, {Q(rise.Last)} {When(snapshots[^1])}";
        if (rise.Since is not { } since) return $"{both}: it never rose";
        string below = rise.LastBelow is { } again ? $", but below half again until {Moments.Of(snapshots[again])}" : "";
        return $"{both}; communities stand since {Moments.Of(snapshots[since])}{below}";
    }

    private static string When(Snapshot snapshot) => snapshot.Number == 0 ? Moments.Of(snapshot) : $"at {Moments.Of(snapshot)}";

    private static IEnumerable<string> Communities(LayerAnswers layer, ClassNames names)
    {
        if (layer.Communities.Count == 0)
        {
            yield return "none of two neurons or more";
            yield break;
        }
        CommunityClasses[] holding = [.. layer.Communities.Where(community => community.Classes.Count > 0)];
        foreach (CommunityClasses community in holding) yield return $"{community.Track.Name}: {names.List(community.Classes)}";
        if (holding.Length == 0) yield return $"{layer.Communities.Count}, and none holds a class";
        else if (holding.Length < layer.Communities.Count) yield return $"{layer.Communities.Count - holding.Length} more hold no class";
        if (layer.Spread.Count > 0 && holding.Length > 0) yield return $"over several: {names.List(layer.Spread)}";
    }
}
