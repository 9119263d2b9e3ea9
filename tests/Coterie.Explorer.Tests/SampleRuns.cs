using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Tests;

/// <summary>Small runs whose networks come to tell their classes apart.</summary>
internal static class SampleRuns
{
    public const int Classes = 3;

    private const int SamplesOfClass = 20;
    private const int Neurons = 24;

    /// <summary>Writes a run of a study.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="snapshots">How many snapshots.</param>
    /// <param name="classNames">The names of the classes.</param>
    public static void Write(string folder, int seed = 1, int snapshots = 3, IReadOnlyList<string>? classNames = null)
    {
        RunIdentity identity = RunIdentity.Of("study", "sample", new
        {
            Data = new { Name = "glyphs", MixLabels = false, SkipBadImages = false, Seed = seed },
            Training = new
            {
                Network = "mlp",
                Hidden = (int[])[Neurons, Neurons / 2],
                Dropout = 0.2,
                Optimizer = "rmsProp",
                LearningRate = 0.001,
                Batch = 128,
                Seed = seed,
            },
            Analysis = new AnalysisSettings { Seed = seed },
            Epochs = Math.Max(1, snapshots - 1),
            Snapshots = 20,
        });
        int[] labels = [.. Enumerable.Range(0, Classes * SamplesOfClass).Select(d => d % Classes)];
        DataSummary data = new(labels.Length, 0, 8, 8, classNames ?? ["round", "square", "<script>alert(1)</script>"], ["a note"]);
        using RunWriter run = RunWriter.Open(folder, identity, RunEnvironment.Here(threads: 1), data);
        SnapshotRecorder recorder = new(new AnalysisSettings { Top = 5, Threads = 1, Seed = seed }, run, Images(labels));
        for (int epoch = 0; epoch < snapshots; epoch++)
        {
            MemoryActivations activations = new(
                [new Layer("first", Neurons), new Layer("second", Neurons / 2)],
                [Values(labels, Neurons, seed, epoch), Values(labels, Neurons / 2, seed, epoch + 100)],
                labels,
                Classes);
            Accuracies accuracy = new() { Running = epoch == 0 ? null : 0.3 + 0.1 * epoch, Test = 0.2 + 0.1 * epoch };
            recorder.Record(epoch, accuracy, activations, step: epoch * 10L);
        }
        run.Become(RunStatus.Complete);
    }

    /// <summary>Copies a run up to some snapshots, the manifest last, as a run grows.</summary>
    /// <param name="from">A finished run.</param>
    /// <param name="to">A folder: new, or with fewer snapshots.</param>
    /// <param name="snapshots">How many snapshots.</param>
    public static void Grow(string from, string to, int snapshots)
    {
        RunManifest whole = RunReader.Open(from).Manifest;
        RunManifest part = whole with { Snapshots = [.. whole.Snapshots.Take(snapshots)], Status = RunStatus.Running };
        foreach (string file in part.Snapshots.SelectMany(entry => entry.Files.Keys))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, file))!);
            File.Copy(Path.Combine(from, file), Path.Combine(to, file), overwrite: true);
        }
        Json.Write(Path.Combine(to, RunFiles.Manifest), part, Json.Indented);
    }

    // Each sample in gray of its own.
    private static ImageSet Images(int[] labels)
    {
        const int side = 8;
        return new ImageSet([.. labels.SelectMany((_, d) => Enumerable.Repeat((byte)(4 * d), side * side))], labels, side, side);
    }

    // A third of the neurons prefer each class, later snapshots more than early ones; the last neuron is dead.
    private static float[] Values(int[] labels, int neurons, int seed, int epoch)
    {
        Random random = new(1000 * seed + epoch);
        float[] values = new float[labels.Length * neurons];
        for (int d = 0; d < labels.Length; d++)
        {
            for (int q = 0; q < neurons - 1; q++)
            {
                float preference = q % Classes == labels[d] ? 0.3f * (epoch % 100) : 0;
                values[d * neurons + q] = Math.Max(0, random.NextSingle() - 0.3f + preference);
            }
        }
        return values;
    }
}
