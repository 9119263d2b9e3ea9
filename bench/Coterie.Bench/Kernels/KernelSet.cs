using Coterie.Activations;
using Coterie.Bench.Kernels.Twins;
using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Layout;
using Coterie.Passes;
using Coterie.Patterns;
using Coterie.Quality;
using Coterie.Torch;
using Coterie.Training;
using Coterie.Training.Models;
using static TorchSharp.torch;

namespace Coterie.Bench.Kernels;

/// <summary>Every kernel of the project with its twin, on one generated input.</summary>
internal sealed class KernelSet : IDisposable
{
    private const int Top = 50;
    private const int Bins = 50;
    private const int Classes = 10;
    private const int Features = 784;
    private const int Batch = 128;

    // The vertices of a layer's graph: at most as many as the layer has neurons, and a multiple of the length of a vector.
    private const int Vertices = 512;

    private readonly LabelledSamples images;
    private readonly NetworkModel network;
    private readonly Trainer trainer;
    private readonly BareTraining bare;

    /// <summary>Makes the input.</summary>
    /// <param name="samples">How many samples.</param>
    /// <param name="neurons">How many neurons.</param>
    /// <param name="trainingSamples">The number of images in an epoch of training.</param>
    /// <param name="threads">How many threads the kernels of activations may use; their twins use one.</param>
    public KernelSet(int samples, int neurons, int trainingSamples, int threads)
    {
        (float[] rows, int[] labels) = new GeneratedActivations(neurons, Classes).Take(samples);
        Layer layer = new("layer", neurons);
        LayerStatistics statistics = new(FirstPass(), Top);
        ActivationPatternGraph pattern = ActivationPatternGraph.Build(
            statistics.Means, statistics.Samples, statistics.Representatives, Coactivation());
        WeightedGraph graph = pattern.Graph;
        Partition halves = FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed: 1).Partition;
        double[,] dense = Dense(graph);

        (float[] x, float[] y, float[] mass) = (Draw(1), Draw(2), Draw(3));
        float[] sumX = new float[Vertices], sumY = new float[Vertices];

        byte[] pixels = new byte[trainingSamples * Features];
        new Random(1).NextBytes(pixels);
        int[] classes = [.. Enumerable.Range(0, trainingSamples).Select(k => k % Classes)];
        images = new LabelledSamples(pixels, [Features], classes, Classes, CPU);
        TrainingSettings settings = new() { Batch = Batch };
        network = Networks.Create(settings, images.SampleShape, Classes);
        trainer = new Trainer(network, images, settings);
        bare = new BareTraining(pixels, classes, Classes, Batch);

        All =
        [
            new("class statistics", () => FirstPass(), () => new ScalarStatistics(Classes, neurons).Add(rows, labels), Limit: 0.5),
            new(
                "co-activation",
                () => Coactivation(),
                () => ScalarCoactivation.Count(statistics.Means, statistics.Representatives, rows, labels),
                Limit: 0.5),
            new(
                "entropy",
                () => HistogramWork.Entropy(statistics, rows, labels, threads),
                () => new ScalarHistograms(Classes, neurons, Bins).Entropy(rows, labels),
                Limit: 0.5),
            new("modularities", () => Modularities(pattern, halves), () => DenseModularity.Of(pattern, halves), Limit: 0.7),
            new(
                "Kernighan–Lin",
                () => FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed: 1, starts: 1),
                () => TextbookBisection.Find(dense, seed: 1),
                Limit: 0.5),
            new("Louvain", () => Louvain.Find(graph, new Modularity(2), seed: 1), () => TextbookLouvain.Find(graph, gamma: 2), Limit: 0.4),
            new("Leiden", () => Leiden.Find(graph, new Modularity(2), seed: 1), () => TextbookLouvain.Find(graph, gamma: 2), Limit: 1.2),
            new(
                "repulsion",
                () => Repulsion.Find(Vertices, x, y, mass, sumX, sumY),
                () => ScalarRepulsion.Find(x, y, mass, sumX, sumY),
                Limit: 0.6),
            new("training", () => trainer.RunEpoch(), bare.RunEpoch, Limit: 3),
        ];

        ClassStatistics FirstPass()
        {
            ClassStatistics found = new(layer, Classes);
            Batches.ForEach(rows, labels, (activations, some) => found.Add(activations, some, threads));
            return found;
        }

        CoactivationCounts Coactivation()
        {
            LayerCoactivations pass = new(statistics.Means, statistics.Representatives, threads);
            Batches.ForEach(rows, labels, pass.Add<float>);
            return (CoactivationCounts)pass.Finish();
        }
    }

    /// <summary>The kernels.</summary>
    public IReadOnlyList<Kernel> All { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        trainer.Dispose();
        network.Dispose();
        images.Dispose();
        bare.Dispose();
    }

    private static double? Modularities(ActivationPatternGraph pattern, Partition halves)
    {
        return new Modularity().Evaluate(pattern.Graph, halves)
            + PatternModularity.NoOverlap(pattern)
            + PatternModularity.UnweightedOverlap(pattern)
            + PatternModularity.WeightedOverlap(pattern);
    }

    private static float[] Draw(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Vertices).Select(_ => 1 + 100 * random.NextSingle())];
    }

    private static double[,] Dense(WeightedGraph graph)
    {
        double[,] weights = new double[graph.VertexCount, graph.VertexCount];
        foreach (Edge edge in graph.Edges()) weights[edge.Source, edge.Target] = weights[edge.Target, edge.Source] = edge.Weight;
        return weights;
    }
}
