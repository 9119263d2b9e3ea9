using Coterie.Activations;
using Coterie.Measures;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Tests;

/// <summary>Small activations whose results can be worked out by hand, and runs made from them.</summary>
internal static class Sample
{
    /// <summary>Two layers: the first of three neurons on two samples of each of two classes, the second silent.</summary>
    public static SnapshotAnalysis Analyze()
    {
        MemoryActivations source = new(
            [new Layer("first", 3), new Layer("silent", 2)],
            [
                [
                    .. Row(1, 4, 0),
                    .. Row(3, 2, 0),
                    .. Row(0, 1, 0),
                    .. Row(0, 3, 0),
                ],
                new float[8],
            ],
            [0, 0, 1, 1],
            2);
        return new SnapshotAnalyzer(new AnalysisSettings { Top = 2, Threads = 1 }).Analyze(source);
    }

    private static float[] Row(params float[] activations) => activations;

    /// <summary>A snapshot of the activations, with the given accuracies.</summary>
    public static Snapshot Snapshot(int number = 1, Accuracies? accuracy = null)
    {
        return Coterie.Runs.Snapshot.Of(number, number, number * 10L, Analyze() with { Accuracy = accuracy ?? Accuracies.None });
    }

    /// <summary>A snapshot in which one measure has another value.</summary>
    public static Snapshot With(this Snapshot snapshot, MeasureKey key, double? value)
    {
        return new Snapshot(
            snapshot.Number,
            snapshot.Epoch,
            snapshot.Step,
            [.. snapshot.Values.Select(known => known.Key == key ? KeyValuePair.Create(key, value) : known)],
            snapshot.Layers);
    }

    public static RunIdentity Identity(string? preset = "sample", SampleSettings? settings = null)
    {
        return RunIdentity.Of("sample-kind", preset, settings ?? new SampleSettings());
    }

    public static RunWriter Open(string path, RunIdentity? identity = null, int threads = 1)
    {
        return RunWriter.Open(path, identity ?? Identity(), RunEnvironment.Here(threads));
    }

    public static void Add(this RunWriter run, int number, Accuracies? accuracy = null, bool withWeights = true)
    {
        Snapshot snapshot = Snapshot(number, accuracy);
        run.Add(
            snapshot,
            Analyze() with { Accuracy = snapshot.Accuracy },
            seed: 7,
            withWeights ? stream => stream.WriteByte((byte)number) : null);
    }
}
