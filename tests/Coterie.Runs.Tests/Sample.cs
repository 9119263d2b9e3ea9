using Coterie.Activations;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests;

/// <summary>Small activations whose figures can be worked out by hand, and runs made from them.</summary>
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

    public static SnapshotResult Result(int epoch = 1, AccuracyResult? accuracy = null)
    {
        return SnapshotResult.Of(epoch, accuracy ?? new AccuracyResult(), Analyze(), classes: 2);
    }

    public static RunManifest<SampleSettings> Manifest(string? preset = "sample", SampleSettings? settings = null)
    {
        return new RunManifest<SampleSettings> { Preset = preset, Settings = settings ?? new SampleSettings(), Software = new Dictionary<string, string>(StringComparer.Ordinal) };
    }
}
