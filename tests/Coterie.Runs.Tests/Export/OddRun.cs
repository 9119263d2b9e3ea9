using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs.Export;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Tests.Export;

/// <summary>Small runs whose layers have names of your own.</summary>
internal static class OddRun
{
    /// <summary>Records two snapshots without steps; each layer has six neurons, three for each of two classes.</summary>
    public static ExportedRun With(string folder, params string[] layers)
    {
        RunIdentity identity = RunIdentity.Of("odd", null, new { layers });
        DataSummary data = new(40, 0, 0, 0, ["odd", "even"], []);
        using (RunWriter writer = RunWriter.Open(folder, identity, RunEnvironment.Here(threads: 1), data))
        {
            Accuracies accuracy = new() { Test = 0.5, TestByClass = [0.25, 0.75] };
            ImageSet images = new(new byte[40 * 4], [.. Enumerable.Range(0, 40).Select(d => d % 2)], 2, 2);
            SnapshotRecorder recorder = new(new AnalysisSettings { Top = 3, Threads = 1 }, writer, images);
            for (int epoch = 1; epoch <= 2; epoch++) recorder.Record(epoch, accuracy, Source(layers, epoch));
        }
        return ExportedRun.Of(RunReader.Open(folder));
    }

    private static MemoryActivations Source(string[] layers, int seed)
    {
        const int samples = 40, neurons = 6;
        Random random = new(seed);
        float[] values = new float[samples * neurons];
        for (int k = 0; k < values.Length; k++)
        {
            bool isOwn = k / neurons % 2 == k % neurons % 2;
            values[k] = random.NextSingle() + (isOwn ? 0.5f : 0);
        }
        return new MemoryActivations(
            [.. layers.Select(name => new Layer(name, neurons))],
            [.. layers.Select(_ => values)],
            [.. Enumerable.Range(0, samples).Select(d => d % 2)],
            2);
    }
}
