using Coterie.Measures;
using Coterie.Runs;

namespace Coterie.Paper.Tests;

/// <summary>Snapshots made by hand, in which every measure follows a curve that the test chooses.</summary>
internal static class Example
{
    public const int Snapshots = 20;

    /// <summary>A study whose accuracies rise to the last snapshot, and whose measures follow <paramref name="curve"/>.</summary>
    /// <param name="study">The preset.</param>
    /// <param name="seeds">How many seeds; each has its own small noise.</param>
    /// <param name="curve">
    /// Gives a measure from accuracy and snapshot: modularity and community size follow it, entropy its negative.
    /// </param>
    /// <param name="snapshots">How many snapshots.</param>
    public static StudyRuns Study(string study, int seeds, Func<double, int, double> curve, int snapshots = Snapshots)
    {
        Snapshot[][] all = [.. Enumerable.Range(0, seeds).Select(seed => Seed(seed, curve, snapshots))];
        return new StudyRuns
        {
            Study = study,
            MixedLabels = study.EndsWith("-mixed", StringComparison.Ordinal),
            Top = 50,
            Bins = 50,
            Formation = all,
            Seeds = all,
        };
    }

    /// <summary>A measure that rises with accuracy.</summary>
    public static double Follows(double accuracy, int snapshot)
    {
        return accuracy;
    }

    /// <summary>A measure that oscillates independently of accuracy.</summary>
    public static double Swings(double accuracy, int snapshot)
    {
        return 0.5 + 0.3 * (snapshot % 2);
    }

    private static Snapshot[] Seed(int seed, Func<double, int, double> curve, int snapshots)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, snapshots).Select(k =>
        {
            double accuracy = 1 - Math.Exp(-(k + 1) / 5.0) + 0.02 * random.NextDouble();
            double measure = curve(accuracy, k);
            return new Snapshot(
                k + 1,
                k + 1,
                null,
                [.. Accuracy(accuracy), .. Entropy(null, measure), .. Values("hidden1", measure), .. Values("hidden2", measure)],
                [Layer("hidden1", measure), Layer("hidden2", measure)]);
        })];
    }

    private static KeyValuePair<MeasureKey, double?>[] Accuracy(double accuracy)
    {
        return
        [
            Value(null, null, "accuracy", "running", accuracy),
            Value(null, null, "accuracy", "evaluated", accuracy * 0.99),
            Value(null, null, "accuracy", "test", accuracy * 0.9),
            .. new[] { 0, 1 }.SelectMany(i => new[]
            {
                Value(null, i, "classAccuracy", "evaluated", accuracy * 0.99), Value(null, i, "classAccuracy", "test", accuracy * 0.9),
            }),
        ];
    }

    private static IEnumerable<KeyValuePair<MeasureKey, double?>> Entropy(string? layer, double measure)
    {
        foreach (int? @class in (int?[])[null, 0, 1])
        {
            string family = @class is null ? "entropy" : "classEntropy";
            yield return Value(layer, @class, family, "nonzero", 50 - 5 * measure);
            yield return Value(layer, @class, family, "all", 100 - 20 * measure);
            yield return Value(layer, @class, family, "share", 30 - measure);
            yield return Value(layer, @class, family, "common", 80 - 10 * measure);
        }
    }

    private static KeyValuePair<MeasureKey, double?>[] Values(string layer, double measure)
    {
        return
        [
            Value(layer, null, "modularity", "klb", measure / 3),
            Value(layer, null, "modularity", "noOverlap", measure / 4),
            Value(layer, null, "modularity", "unweightedOverlap", measure / 5),
            Value(layer, null, "modularity", "weightedOverlap", measure / 6),
            Value(layer, null, "louvain", "averageSize", (Largest(measure) + 10) / 3.0),
            Value(layer, null, "overlap", "unique", 10 * measure),
            Value(layer, null, "overlap", "shared", 20 - 10 * measure),
            .. new[] { "randomLists", "shuffledWeights", "rewired" }.SelectMany(model => new[]
            {
                Value(layer, null, model, "weightedOverlap", 0.1), Value(layer, null, model, "weightedOverlapExcess", measure / 6 - 0.1),
                Value(layer, null, model, "louvainModularityExcess", measure / 5 - 0.1),
            }),
            .. Entropy(layer, measure),
        ];
    }

    private static LayerStructure Layer(string name, double measure)
    {
        int largest = Largest(measure);
        return new LayerStructure
        {
            Name = name,
            Neurons = 128,
            Representatives = [[0, 1], [1, 2]],
            Overlap = [[largest, 3], [3, 4]],
            Communities = [new CommunityStructure("louvain", 2, [largest, 6, 4])],
        };
    }

    private static int Largest(double measure) => 10 + (int)Math.Round(100 * measure);

    private static KeyValuePair<MeasureKey, double?> Value(string? layer, int? @class, string measure, string variant, double value)
    {
        return KeyValuePair.Create(new MeasureKey(layer, @class, measure, variant), (double?)value);
    }
}
