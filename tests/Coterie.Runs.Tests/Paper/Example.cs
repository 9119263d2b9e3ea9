using Coterie.Runs.Paper;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Paper;

/// <summary>Snapshots made by hand, in which every measure follows a curve that the test chooses.</summary>
internal static class Example
{
    public const int Snapshots = 20;

    /// <summary>A study whose accuracies rise to the last snapshot, and whose measures are <paramref name="curve"/> of accuracy.</summary>
    /// <param name="study">The preset.</param>
    /// <param name="seeds">How many seeds; each has a little noise of its own.</param>
    /// <param name="curve">Of accuracy and snapshot, a measure: modularity and community size follow it, entropy its negative.</param>
    /// <param name="snapshots">How many snapshots.</param>
    public static StudyRuns Study(string study, int seeds, Func<double, int, double> curve, int snapshots = Snapshots)
    {
        return new StudyRuns
        {
            Study = study,
            MixedLabels = study.EndsWith("-mixed", StringComparison.Ordinal),
            Top = 50,
            Bins = 50,
            Seeds = [.. Enumerable.Range(0, seeds).Select(seed => Seed(seed, curve, snapshots))],
        };
    }

    /// <summary>A measure that learns as accuracy does.</summary>
    public static double Follows(double accuracy, int snapshot)
    {
        return accuracy;
    }

    /// <summary>A measure that swings and knows nothing of accuracy.</summary>
    public static double Swings(double accuracy, int snapshot)
    {
        return 0.5 + 0.3 * (snapshot % 2);
    }

    private static SnapshotResult[] Seed(int seed, Func<double, int, double> curve, int snapshots)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, snapshots).Select(k =>
        {
            double accuracy = 1 - Math.Exp(-(k + 1) / 5.0) + 0.02 * random.NextDouble();
            double measure = curve(accuracy, k);
            EntropyResult entropy = new(50 - 5 * measure, 100 - 20 * measure, 30 - measure);
            return new SnapshotResult
            {
                Epoch = k + 1,
                Accuracy = new AccuracyResult { Running = accuracy, Evaluated = accuracy * 0.99, Test = accuracy * 0.9 },
                Entropy = entropy,
                ClassEntropy = [entropy, entropy],
                Layers = [Layer("hidden1", measure, entropy), Layer("hidden2", measure, entropy)],
            };
        })];
    }

    private static LayerResult Layer(string name, double measure, EntropyResult entropy)
    {
        int largest = 10 + (int)Math.Round(100 * measure);
        CommunityResult communities = new(0.5, measure / 2, [largest, 6, 4]);
        return new LayerResult
        {
            Name = name,
            Neurons = 128,
            DeadNeurons = 0,
            Vertices = largest + 10,
            Edges = 100,
            TotalWeight = 40,
            Representatives = [[0, 1], [1, 2]],
            Overlap = [[largest, 3], [3, 4]],
            Modularity = new ModularityResult(measure / 3, measure / 4, measure / 5, measure / 6),
            Louvain = communities,
            Leiden = communities,
            Entropy = entropy,
            ClassEntropy = [entropy, entropy],
        };
    }
}
