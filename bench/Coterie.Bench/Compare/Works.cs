using System.Diagnostics;
using System.Reflection;
using Coterie.Activations;
using Coterie.Bench.Kernels;
using Coterie.Bench.Kernels.Twins;
using Coterie.Communities;
using Coterie.Data;
using Coterie.Entropy;
using Coterie.Graphs;
using Coterie.Layout;
using Coterie.Passes;
using Coterie.Patterns;
using Coterie.Quality;
using Coterie.Torch;
using Coterie.Training;
using Coterie.Training.Models;
using static TorchSharp.torch;

namespace Coterie.Bench.Compare;

/// <summary>The tasks of the worker that runs Coterie. Tasks that <c>worker.py</c> has too have the same name there.</summary>
internal static class Works
{
    private const int Top = 50;
    private const double Gamma = 2;
    private const int TrainingBatch = 128;
    private const int ForwardBatch = 2048;
    private const int LayoutIterations = 100;

    private static readonly int Threads = Environment.ProcessorCount;

    public static Work Prepare(string work, WorkInput input)
    {
        return work switch
        {
            "analysis" => Analysis(input),
            "stream" => Stream(input),
            "sum" => Sum(input),
            "readings" => Passes(input),
            "means" => Means(input),
            "coactivation" => Coactivation(input),
            "entropies" => Entropies(input),
            "histograms" => Histograms(input),
            "modularities" => OnPattern(input, (pattern, _) => PatternModularity.NoOverlap(pattern)
                + PatternModularity.UnweightedOverlap(pattern) + PatternModularity.WeightedOverlap(pattern)),
            "bisection" => BestOf(input, new KernighanLinBisection()),
            "louvainBest" => BestOf(input, new Louvain()),
            "leidenBest" => BestOf(input, new Leiden()),
            "louvain" => OnGraph(input, Louvain.Find),
            "leiden" => OnGraph(input, Leiden.Find),
            "layout" => Layout(input),
            "epoch" => Epoch(input),
            "bareEpoch" => BareEpoch(input),
            "products" => Products(input),
            "forward" => Forward(input),
            "snapshot" => Snapshot(input),
            "help" => Help(),
            _ => throw new InputException($"no work is called '{work}'"),
        };
    }

    private static Work Analysis(WorkInput input)
    {
        MemoryActivations source = InMemory(input);
        SnapshotAnalyzer analyzer = new(new AnalysisSettings());
        return _ => Then(analyzer.Analyze(source), FiguresOf);
    }

    private static Work Stream(WorkInput input)
    {
        FileActivations source = new(input);
        SnapshotAnalyzer analyzer = new(new AnalysisSettings { Memory = input.Memory });
        return _ => Then(analyzer.Analyze(source), FiguresOf);
    }

    private static Work Sum(WorkInput input)
    {
        float[][] layers = RawFile.Layers(input);
        return _ => Then(layers.Sum(layer => PlainSum.Of(layer, Threads)), sum => new() { ["sum"] = sum });
    }

    private static Work Passes(WorkInput input)
    {
        float[][] layers = RawFile.Layers(input);
        int[] labels = RawFile.Labels(input);
        return _ => Then(
            layers.Select((rows, l) =>
            {
                LayerStatistics statistics = FirstPass(input, l, rows, labels);
                ActivationEntropy entropy = HistogramWork.Entropy(statistics, rows, labels, Threads);
                return (Pattern(statistics, CountCoactivations(statistics, rows, labels)).Graph, entropy);
            }).ToList(),
            found => Figures.OfLayers(found, layer => [.. EntropyFigures(layer.entropy), new("weight", layer.Graph.TotalWeight)]));
    }

    private static Work Means(WorkInput input)
    {
        float[][] layers = RawFile.Layers(input);
        int[] labels = RawFile.Labels(input);
        return _ => Then(
            layers.Select((rows, l) => FirstPass(input, l, rows, labels).Means).ToList(),
            means => new()
            {
                ["sum"] = means.Sum(table => Enumerable.Range(0, table.Classes).Sum(i => table.Row(i).ToArray().Sum())),
            });
    }

    private static Work Coactivation(WorkInput input)
    {
        float[] rows = RawFile.Layers(input)[^1];
        int[] labels = RawFile.Labels(input);
        LayerStatistics statistics = FirstPass(input, input.Neurons.Count - 1, rows, labels);
        return _ => Then(
            CountCoactivations(statistics, rows, labels),
            counts => new() { ["weight"] = Pattern(statistics, counts).Graph.TotalWeight });
    }

    // Both passes, from the activations to the entropies over all samples and over those of each class.
    private static Work Entropies(WorkInput input)
    {
        float[] rows = RawFile.Layers(input)[^1];
        int[] labels = RawFile.Labels(input);
        return _ =>
        {
            LayerStatistics statistics = FirstPass(input, input.Neurons.Count - 1, rows, labels);
            return Then(HistogramWork.Entropy(statistics, rows, labels, Threads), EntropyFigures);
        };
    }

    private static Work Histograms(WorkInput input)
    {
        float[] rows = RawFile.Layers(input)[^1];
        int[] labels = RawFile.Labels(input);
        LayerStatistics statistics = FirstPass(input, input.Neurons.Count - 1, rows, labels);
        return _ => Then(HistogramWork.Entropy(statistics, rows, labels, Threads), EntropyFigures);
    }

    private static LayerStatistics FirstPass(WorkInput input, int layer, float[] rows, int[] labels)
    {
        ClassStatistics statistics = new(new Layer($"layer{layer + 1}", input.Neurons[layer]), input.Classes);
        Batches.ForEach(rows, labels, (activations, some) => statistics.Add(activations, some, Threads));
        return new LayerStatistics(statistics, Top);
    }

    private static CoactivationCounts CountCoactivations(LayerStatistics statistics, float[] rows, int[] labels)
    {
        LayerCoactivations pass = new(statistics.Means, statistics.Representatives, Threads);
        Batches.ForEach(rows, labels, pass.Add<float>);
        return (CoactivationCounts)pass.Finish();
    }

    private static ActivationPatternGraph Pattern(LayerStatistics statistics, CoactivationCounts counts)
    {
        return ActivationPatternGraph.Build(statistics.Means, statistics.Samples, statistics.Representatives, counts);
    }

    private static Work BestOf(WorkInput input, ICommunityMethod method)
    {
        return OnPattern(input, (pattern, seed) => FoundCommunities.BestOf(method, pattern.Graph, Gamma, seed).Quality);
    }

    private static Work OnPattern(WorkInput input, Func<ActivationPatternGraph, int, double?> measure)
    {
        LayerAnalysis layer = new SnapshotAnalyzer(new AnalysisSettings()).Analyze(InMemory(input)).Layers[^1];
        return seed => Then(measure(layer.Pattern, seed), value => new() { ["modularity"] = value ?? double.NaN });
    }

    private static Work OnGraph(WorkInput input, Func<WeightedGraph, IQualityFunction, int, Partition> find)
    {
        WeightedGraph graph = RawFile.Graph(input);
        return seed => Then(find(graph, new Modularity(), seed), partition => new()
        {
            ["modularity"] = new Modularity().Evaluate(graph, partition) ?? double.NaN,
            ["communities"] = partition.Count,
        });
    }

    private static Work Layout(WorkInput input)
    {
        WeightedGraph graph = RawFile.Graph(input);
        return seed =>
        {
            new ForceAtlas2(graph, seed).Iterate(LayoutIterations);
            return () => new() { ["iterations"] = LayoutIterations };
        };
    }

    private static Work Epoch(WorkInput input)
    {
        DataSet data = Mnist(input);
        Trainer trainer = Trainer(data);
        return _ => Then(trainer.RunEpoch(), result => new() { ["loss"] = result.Loss });
    }

    private static Work BareEpoch(WorkInput input)
    {
        DataSet data = Mnist(input);
        BareTraining bare = new(data.Train.Pixels, data.Train.Labels, data.Classes, TrainingBatch);
        return _ =>
        {
            bare.RunEpoch();
            return () => new();
        };
    }

    private static Work Products(WorkInput input)
    {
        UseTorch();
        LayerProducts products = new([784, 512, 512, 10], (int)input.Samples, TrainingBatch);
        return _ =>
        {
            products.RunEpoch();
            return () => new() { ["operations"] = products.Operations };
        };
    }

    private static Work Forward(WorkInput input)
    {
        DataSet data = Mnist(input);
        BareTraining bare = new(data.Train.Pixels, data.Train.Labels, data.Classes, TrainingBatch);
        return _ =>
        {
            bare.Forward(ForwardBatch);
            return () => new();
        };
    }

    private static Work Snapshot(WorkInput input)
    {
        DataSet data = Mnist(input);
        Trainer trainer = Trainer(data);
        trainer.RunEpoch();
        SnapshotAnalyzer analyzer = new(new AnalysisSettings());
        return _ => Then(analyzer.Analyze(trainer.Activations()), FiguresOf);
    }

    private static Work Help()
    {
        string cli = typeof(Works).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Cli").Value!;
        return _ =>
        {
            using Process process = Process.Start(
                new ProcessStartInfo("dotnet", [cli, "--help"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && said.Length > 0
                ? () => new()
                : throw new InputException($"{cli} --help failed; build it first");
        };
    }

    private static DataSet Mnist(WorkInput input)
    {
        UseTorch();
        DataSet data = new DataStore { Directory = input.Data }.LoadAsync("mnist").GetAwaiter().GetResult();
        return input.Samples > 0 && input.Samples < data.Train.Count ? data.Take((int)input.Samples, data.Test.Count) : data;
    }

    // Lets waiting threads of torch sleep in the bare loops too, as Coterie does: threads that spin are far slower beside other work.
    private static void UseTorch()
    {
        Devices.UseThreads(Threads);
    }

    private static Trainer Trainer(DataSet data)
    {
        TrainingSettings settings = new() { Batch = TrainingBatch };
        ImageSet images = data.Train;
        LabelledSamples samples = new(images.Pixels, [images.Height * images.Width], images.Labels, data.Classes, CPU);
        return new Trainer(Networks.Create(settings, samples.SampleShape, data.Classes), samples, settings);
    }

    private static MemoryActivations InMemory(WorkInput input)
    {
        Layer[] layers = [.. input.Neurons.Select((neurons, l) => new Layer($"layer{l + 1}", neurons))];
        return new MemoryActivations(layers, RawFile.Layers(input), RawFile.Labels(input), input.Classes);
    }

    private static Figures FiguresOf(SnapshotAnalysis analysis)
    {
        return Figures.OfLayers(analysis.Layers, layer =>
        [
            .. EntropyFigures(layer.Entropy),
            new("noOverlap", PatternModularity.NoOverlap(layer.Pattern) ?? double.NaN),
            new("unweightedOverlap", PatternModularity.UnweightedOverlap(layer.Pattern) ?? double.NaN),
            new("weightedOverlap", PatternModularity.WeightedOverlap(layer.Pattern) ?? double.NaN),
            .. layer.Communities.Select(found => KeyValuePair.Create(found.Method.Name, found.Quality ?? double.NaN)),
        ]);
    }

    private static Figures EntropyFigures(ActivationEntropy entropy)
    {
        Entropies classes = entropy.Classes.ToArray().Aggregate(default(Entropies), (sum, one) => sum + one);
        return new()
        {
            ["nonzero"] = entropy.Layer.Nonzero,
            ["all"] = entropy.Layer.All,
            ["share"] = entropy.Layer.Share,
            ["classNonzero"] = classes.Nonzero,
            ["classAll"] = classes.All,
            ["classShare"] = classes.Share,
        };
    }

    private static Func<Figures> Then<T>(T found, Func<T, Figures> figures)
    {
        return () => figures(found);
    }
}
