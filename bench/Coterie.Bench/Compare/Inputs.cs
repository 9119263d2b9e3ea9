using Coterie.Activations;
using Coterie.Bench.Kernels;
using Coterie.Data;
using Coterie.Graphs;
using Coterie.Torch;
using Coterie.Training;
using Coterie.Training.Models;
using static TorchSharp.torch;

namespace Coterie.Bench.Compare;

/// <summary>Makes the inputs of the comparison, each only once, in a folder that may be deleted between runs.</summary>
/// <param name="folder">The folder.</param>
/// <param name="data">The folder with MNIST; null for the usual one.</param>
/// <param name="tell">Receives a line about what is being made.</param>
internal sealed class Inputs(string folder, string? data, Action<string> tell)
{
    private const int GeneratedBlock = 2048;

    /// <summary>The training images themselves.</summary>
    public WorkInput Images(int samples)
    {
        return new WorkInput { Data = data, Samples = samples };
    }

    /// <summary>The activations of both hidden layers of the paper's MNIST network on its training images, after an epoch.</summary>
    /// <param name="epoch">After which epoch.</param>
    /// <param name="samples">The number of images.</param>
    /// <param name="epochs">All epochs that will be asked for; one training run makes the activations of all.</param>
    public WorkInput Mnist(int epoch, int samples, IReadOnlyList<int> epochs)
    {
        WorkInput Input(int at) => new()
        {
            Activations = [File($"mnist-{samples}-{at}-layer1.f32"), File($"mnist-{samples}-{at}-layer2.f32")],
            Neurons = [512, 512],
            Labels = File($"mnist-{samples}-{at}.i32"),
            Samples = samples,
            Classes = 10,
        };
        if (!System.IO.File.Exists(Input(epochs[^1]).Labels)) Train(samples, epochs, Input);
        return Input(epoch);
    }

    /// <summary>Generated activations.</summary>
    public WorkInput Generated(int samples, int neurons, int classes)
    {
        string stem = $"generated-{samples}-{neurons}-{classes}";
        WorkInput input = new()
        {
            Activations = [File(stem + ".f32")],
            Neurons = [neurons],
            Labels = File(stem + ".i32"),
            Samples = samples,
            Classes = classes,
        };
        if (System.IO.File.Exists(input.Labels)) return input;
        tell($"generating {samples} × {neurons} activations");
        GeneratedActivations source = new(neurons, classes);
        using FileStream rows = System.IO.File.Create(input.Activations[0]);
        float[] block = new float[GeneratedBlock * neurons];
        int[] labels = new int[samples];
        for (int from = 0; from < samples; from += GeneratedBlock)
        {
            int count = Math.Min(GeneratedBlock, samples - from);
            source.Fill(from, block.AsSpan(0, count * neurons), labels.AsSpan(from, count));
            RawFile.Append<float>(rows, block.AsSpan(0, count * neurons));
        }
        WriteWhole<int>(input.Labels, labels);
        return input;
    }

    /// <summary>A graph with communities whose sizes, and degrees, differ widely.</summary>
    public WorkInput Graph(int vertices, int edges)
    {
        string stem = File($"graph-{vertices}-{edges}");
        if (!System.IO.File.Exists(RawFile.Weights(stem)))
        {
            tell($"generating a graph of {vertices} vertices and {edges} edges");
            Edge[] found = [.. PlantedGraph.Generate(vertices, edges).Edges()];
            WriteWhole<int>(RawFile.Pairs(stem), [.. found.SelectMany(edge => new[] { edge.Source, edge.Target })]);
            WriteWhole<double>(RawFile.Weights(stem), [.. found.Select(edge => edge.Weight)]);
        }
        return new WorkInput { Graph = stem, Vertices = vertices, Edges = new FileInfo(RawFile.Weights(stem)).Length / sizeof(double) };
    }

    private void Train(int samples, IReadOnlyList<int> epochs, Func<int, WorkInput> input)
    {
        Devices.UseThreads(Environment.ProcessorCount);
        DataSet set = new DataStore { Directory = data }.LoadAsync("mnist").GetAwaiter().GetResult();
        if (samples < set.Train.Count) set = set.Take(samples, set.Test.Count);
        using LabelledSamples images = new(set.Train.Pixels, [set.Train.Height * set.Train.Width], set.Train.Labels, set.Classes, CPU);
        TrainingSettings settings = new();
        using NetworkModel network = Networks.Create(settings, images.SampleShape, set.Classes);
        using Trainer trainer = new(network, images, settings);
        while (trainer.Epoch < epochs[^1])
        {
            trainer.RunEpoch();
            tell($"training for snapshots of MNIST: epoch {trainer.Epoch} of {epochs[^1]}");
            if (!epochs.Contains(trainer.Epoch)) continue;
            WorkInput made = input(trainer.Epoch);
            using (Dump dump = new(made.Activations)) trainer.Activations().Replay(dump);
            WriteWhole<int>(made.Labels!, set.Train.Labels);
        }
    }

    private string File(string name)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    // Writes to a temporary name first, so that a file with the final name is complete.
    private static void WriteWhole<T>(string path, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        using (FileStream stream = System.IO.File.Create(path + ".part"))
        {
            const int chunk = 1 << 24;
            for (int at = 0; at < values.Length; at += chunk) RawFile.Append(stream, values[at..Math.Min(values.Length, at + chunk)]);
        }
        System.IO.File.Move(path + ".part", path, overwrite: true);
    }

    private sealed class Dump(IReadOnlyList<string> paths) : IActivationSink, IDisposable
    {
        private readonly FileStream[] files = [.. paths.Select(path => System.IO.File.Create(path))];

        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            RawFile.Append(files[layer], activations);
        }

        public void Dispose()
        {
            foreach (FileStream file in files) file.Dispose();
        }
    }
}
