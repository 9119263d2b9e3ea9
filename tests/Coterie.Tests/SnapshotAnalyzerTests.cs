using Coterie.Activations;
using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Graphs;
using Coterie.Patterns;
using CsCheck;

namespace Coterie.Tests;

public class SnapshotAnalyzerTests
{
    private const int Top = 5;
    private const int Bins = 8;

    private static readonly AnalysisSettings Settings = new() { Top = Top, Bins = Bins, Threads = 2 };

    [Fact]
    public void Means_representatives_and_overlap_are_as_defined()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            LayerAnalysis found = Analyze(sample);
            Representatives representatives = found.Pattern.Representatives;
            int[][] expected = new int[sample.Classes][];
            for (int i = 0; i < sample.Classes; i++)
            {
                double[] mean = Definitions.ClassMean(sample.Rows, sample.Labels, i);
                Assert.Equal(mean, found.Means.Row(i));
                expected[i] = Definitions.Representatives(mean, Top);
                Assert.Equal(expected[i], representatives[i]);
            }
            Assert.Equal(Definitions.Overlap(expected, found.Layer.Neurons, alone: true), representatives.ExclusiveOverlap());
            Assert.Equal(Definitions.Overlap(expected, found.Layer.Neurons, alone: false), representatives.Intersections());
            Assert.Equal(expected.SelectMany(list => list).Distinct().Order(), found.Pattern.Neurons.ToArray());
        });
    }

    [Fact]
    public void The_pattern_graph_is_Eq_6()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            ActivationPatternGraph pattern = Analyze(sample).Pattern;
            double[,] expected = Definitions.Pattern(sample.Rows, sample.Labels, sample.Classes, Top);
            ReadOnlySpan<int> neurons = pattern.Neurons;
            double total = 0;
            for (int v = 0; v < neurons.Length; v++)
            {
                for (int w = 0; w < neurons.Length; w++)
                {
                    Assert.Equal(expected[neurons[v], neurons[w]], pattern.Graph.Weight(v, w), 1e-12);
                    total += expected[neurons[v], neurons[w]] / 2;
                }
            }
            Assert.Equal(expected.Cast<double>().Sum() / 2, total, 1e-9);
        });
    }

    [Fact]
    public void Each_vertex_belongs_to_the_class_it_represents_most_strongly()
    {
        RandomActivations.Gen.Sample(sample =>
        {
            LayerAnalysis found = Analyze(sample);
            ActivationPatternGraph pattern = found.Pattern;
            int[] strongest = new int[pattern.Neurons.Length];
            for (int v = 0; v < strongest.Length; v++)
            {
                int q = pattern.Neurons[v];
                strongest[v] = Enumerable.Range(0, sample.Classes)
                    .Where(i => pattern.Representatives[i].Contains(q))
                    .MaxBy(i => found.Means[i, q]);
            }
            Assert.Equal(new Partition(strongest).Membership, pattern.ClassPartition.Membership);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_entropies_are_as_defined(bool single)
    {
        RandomActivations.Gen.Sample(sample =>
        {
            LayerAnalysis found = Analyze(sample, single: single);
            Entropies layer = default;
            for (int q = 0; q < found.Layer.Neurons; q++)
            {
                Entropies expected = Expected(Definitions.Column(sample.Rows, q), sample);
                Near(expected, found.Entropy.Neurons[q]);
                layer += expected;
            }
            Near(layer, found.Entropy.Layer);
            for (int i = 0; i < sample.Classes; i++)
            {
                double[][] members = Definitions.Members(sample.Rows, sample.Labels, i);
                Entropies expected = default;
                for (int q = 0; q < found.Layer.Neurons; q++) expected += Expected(Definitions.Column(members, q), sample);
                Near(expected, found.Entropy.Classes[i]);
            }
        });

        static Entropies Expected(double[] column, RandomActivations sample)
        {
            return new(
                Definitions.NonzeroEntropy(column, Bins),
                Definitions.AllEntropy(column, Bins),
                Definitions.ShareEntropy(column),
                Definitions.CommonEntropy(column, [.. sample.Rows.SelectMany(row => row)], Bins));
        }
    }

    [Fact]
    public void Dead_neurons_are_those_that_are_always_zero()
    {
        RandomActivations.Gen.Sample(sample => Assert.Equal(
            Enumerable.Range(0, sample.Rows[0].Length).Count(q => sample.Rows.All(row => row[q] == 0)),
            Analyze(sample).DeadNeurons));
    }

    [Fact]
    public void Threads_batches_and_memory_change_no_bit()
    {
        // More samples than the block of any kernel, and no multiple of a block or vector.
        Random random = new(5);
        const int samples = 6001;
        const int neurons = 37;
        double[][] rows = new double[samples][];
        int[] labels = new int[samples];
        for (int d = 0; d < samples; d++)
        {
            labels[d] = random.Next(3);
            rows[d] = new double[neurons];
            for (int q = 0; q < neurons; q++) rows[d][q] = Math.Max(0, random.NextDouble() * 3 - 1 - 0.1 * ((q + labels[d]) % 5));
        }
        string expected = Figures(Settings with { Threads = 1 }, samples);
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            foreach (int batch in new[] { 1, 7, 512, 2048, 2049, samples })
            {
                Assert.Equal(expected, Figures(Settings with { Threads = threads }, batch));
                Assert.Equal(expected, Figures(Settings with { Threads = threads, Memory = 200_000 }, batch, replays: 3));
            }
        }

        string Figures(AnalysisSettings settings, int batch, int replays = 1)
        {
            BatchedActivations source = new(rows, labels, 3, batch, single: false);
            LayerAnalysis found = new SnapshotAnalyzer(settings).Analyze(source, TestContext.Current.CancellationToken).Layers[0];
            Assert.Equal(replays, source.Replays);
            return string.Join('\n',
            [
                .. found.Means.Row(2).ToArray().Select((double x) => x.ToString("R")),
                .. found.Pattern.Graph.Edges().Select(edge => $"{edge.Source} {edge.Target} {edge.Weight:R}"),
                .. ((Entropies[])[.. found.Entropy.Neurons, .. found.Entropy.Classes]).Select(e => $"{e.Nonzero:R} {e.All:R} {e.Share:R}"),
                string.Join(' ', found.Communities.Select(communities => $"{communities.Quality:R}")),
                string.Join(' ', found.Communities.SelectMany(communities => communities.Partition.Membership.ToArray())),
                .. found.Nulls.SelectMany(nulls => nulls.Draws).Select(values => values.ToString()),
                .. Enumerable.Range(0, found.Layer.Neurons).Select(q => string.Join(' ', found.Strongest[q].ToArray())),
                .. found.Entropy.Histograms.ToArray().Select(one => $"{one.Low:R} {one.High:R} {string.Join(' ', one.Counts.ToArray())}"),
            ]);
        }
    }

    [Fact]
    public void Histograms_that_do_not_fit_are_counted_for_some_columns_at_a_time()
    {
        Random random = new(6);
        double[][] rows = [.. Enumerable.Range(0, 500 * 70).Select(_ => Math.Max(0, random.NextDouble() - 0.5)).Chunk(70)];
        int[] labels = [.. Enumerable.Range(0, rows.Length).Select(d => d % 3)];
        (ActivationEntropy expected, int replays) = Entropy(long.MaxValue);
        Assert.Equal(1, replays);

        // Memory without room for the activations; then for some of the columns only; then for the fewest.
        foreach ((long memory, int expectedReplays) in new[] { (200_000L, 3), (95_000, 5), (75_000, 7) })
        {
            (ActivationEntropy found, replays) = Entropy(memory);
            Assert.Equal(expectedReplays, replays);
            Assert.Equal(expected.Layer, found.Layer);
            Assert.Equal(expected.Neurons, found.Neurons);
            Assert.Equal(expected.Classes, found.Classes);
        }

        (ActivationEntropy Entropy, int Replays) Entropy(long memory)
        {
            BatchedActivations source = new(rows, labels, 3, batch: 100, single: true);
            SnapshotAnalyzer analyzer = new(Settings with { Memory = memory });
            return (analyzer.Analyze(source, TestContext.Current.CancellationToken).Layers[0].Entropy, source.Replays);
        }
    }

    [Fact]
    public void Earlier_snapshots_do_not_change_the_analysis_of_a_snapshot()
    {
        SnapshotAnalyzer analyzer = new(Settings);
        Gen.Select(RandomActivations.Gen, RandomActivations.Gen).Sample((first, second) =>
        {
            analyzer.Analyze(Source(first, single: false), TestContext.Current.CancellationToken);
            LayerAnalysis found = analyzer.Analyze(Source(second, single: true), TestContext.Current.CancellationToken).Layers[0];
            Assert.Equal(Analyze(second).Entropy.Neurons, found.Entropy.Neurons);
        }, threads: 1, iter: 50);
    }

    [Fact]
    public void The_layers_of_a_batch_may_come_in_any_order()
    {
        Random random = new(7);
        float[][] layers = [Values(5), Values(9), Values(3)];
        int[] labels = [.. Enumerable.Range(0, 60).Select(d => d % 7 % 3)];
        // With and without memory to hold the activations for the second pass.
        foreach (long memory in (long[])[long.MaxValue, 48_000])
        {
            SnapshotAnalyzer analyzer = new(Settings with { Memory = memory });
            LayerAnalysis[] expected = Analyze([0, 1, 2]), found = Analyze([2, 0, 1]);
            for (int l = 0; l < layers.Length; l++)
            {
                Assert.Equal(expected[l].Layer, found[l].Layer);
                Assert.Equal(expected[l].Entropy.Neurons, found[l].Entropy.Neurons);
                Assert.Equal(expected[l].Entropy.Classes, found[l].Entropy.Classes);
                Assert.Equal(expected[l].Pattern.Graph.Edges(), found[l].Pattern.Graph.Edges());
            }

            LayerAnalysis[] Analyze(int[] order)
            {
                LayersInOrder source = new(layers, labels, classes: 3, batch: 25, order);
                return [.. analyzer.Analyze(source, TestContext.Current.CancellationToken).Layers];
            }
        }

        float[] Values(int neurons) => [.. Enumerable.Range(0, 60 * neurons).Select(_ => Math.Max(0, random.NextSingle() - 0.3f))];
    }

    [Fact]
    public void A_result_cannot_be_written_to()
    {
        Assert.Equal(typeof(ReadOnlySpan<double>), typeof(ClassTable).GetMethod(nameof(ClassTable.Row))!.ReturnType);
    }

    [Fact]
    public void A_layer_without_activity_has_an_empty_graph_and_no_measures()
    {
        LayerAnalysis found = Analyze(new RandomActivations([[0, -1], [0, -2]], [0, 1], 2));

        Assert.Equal(0, found.Pattern.Graph.VertexCount);
        Assert.All(found.Communities, communities => Assert.Null(communities.Quality));
        Assert.Null(PatternModularity.NoOverlap(found.Pattern));
        Assert.Null(PatternModularity.UnweightedOverlap(found.Pattern));
        Assert.Null(PatternModularity.WeightedOverlap(found.Pattern));
        Assert.Null(found.CommunitiesOf<Louvain>().AverageSize);
        Assert.Equal(1, found.DeadNeurons);
        Assert.Equal([[0, 0], [0, 0]], found.Pattern.Representatives.ExclusiveOverlap());
    }

    [Fact]
    public void Vertices_that_never_fire_together_have_no_edges_and_no_measures()
    {
        LayerAnalysis found = Analyze(new RandomActivations([[1, 0], [0, 1]], [0, 0], 1));

        Assert.Equal(2, found.Pattern.Graph.VertexCount);
        Assert.Equal(0, found.Pattern.Graph.EdgeCount);
        Assert.All(found.Communities, communities => Assert.Null(communities.Quality));
        Assert.Null(PatternModularity.NoOverlap(found.Pattern));
        Assert.Null(PatternModularity.UnweightedOverlap(found.Pattern));
        Assert.Null(PatternModularity.WeightedOverlap(found.Pattern));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "infinite")]
    [InlineData(double.NegativeInfinity, "infinite")]
    [InlineData(1e308, "so large")]
    public void An_activation_that_is_not_finite_is_named(double bad, string expected)
    {
        for (int at = 0; at < 11; at++)
        {
            double[][] rows = [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Repeat(0.5, 11).ToArray())];
            int[] labels = [.. Enumerable.Range(0, 20).Select(d => d % 2)];
            rows[3][at] = bad;
            string message = Assert.Throws<InputException>(() => Analyze(new RandomActivations(rows, labels, 2))).Message;
            Assert.StartsWith($"layer 'hidden', neuron {at}: found an activation that is {expected}", message, StringComparison.Ordinal);
            Assert.Contains("class 1", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Infinities_of_both_signs_are_not_called_NaN()
    {
        double[][] rows = [[double.PositiveInfinity], [double.NegativeInfinity]];

        string message = Assert.Throws<InputException>(() => Analyze(new RandomActivations(rows, [0, 0], 1))).Message;

        Assert.Contains("infinite", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_samples_is_named()
    {
        string message = Assert.Throws<InputException>(() => Analyze(new RandomActivations([[1], [2]], [0, 2], 3))).Message;

        Assert.Equal("class 1 has no samples; each class from 0 to 2 needs at least one", message);
    }

    [Fact]
    public void Tables_that_exceed_the_memory_are_refused_before_reading()
    {
        BatchedActivations source = new([[1, 2]], [0], 1, batch: 1, single: true);
        SnapshotAnalyzer analyzer = new(Settings with { Memory = 100 });

        string message = Assert.Throws<InputException>(() => analyzer.Analyze(source, TestContext.Current.CancellationToken)).Message;

        Assert.Contains("100 bytes", message, StringComparison.Ordinal);
        Assert.Equal(0, source.Replays);
    }

    [Theory]
    [InlineData(4000, 50, "--top 4000: take fewer")]
    [InlineData(50, 1_000_000, "--bins 1000000: take fewer")]
    public void The_option_that_takes_the_memory_is_named(int top, int bins, string expected)
    {
        LayersInOrder source = new([new float[10 * 4000]], [.. Enumerable.Range(0, 10)], classes: 10, batch: 10, [0]);
        SnapshotAnalyzer analyzer = new(new AnalysisSettings { Top = top, Bins = bins, Memory = 1_000_000_000 });

        string message = Assert.Throws<InputException>(() => analyzer.Analyze(source, TestContext.Current.CancellationToken)).Message;

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.EndsWith("or allow more with --memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_representatives_than_neurons_take_no_more_memory()
    {
        BatchedActivations source = new([[1, 2]], [0], 1, batch: 1, single: true);

        new SnapshotAnalyzer(Settings with { Top = 1_000_000, Memory = 20_000 }).Analyze(source, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void An_analysis_can_be_cancelled()
    {
        BatchedActivations source = new([[1, 2]], [0], 1, batch: 1, single: true);

        SnapshotAnalyzer analyzer = new(Settings);

        Assert.Throws<OperationCanceledException>(() => analyzer.Analyze(source, new CancellationToken(canceled: true)));
    }

    private static BatchedActivations Source(RandomActivations sample, bool single)
    {
        return new(sample.Rows, sample.Labels, sample.Classes, batch: 16, single);
    }

    private static LayerAnalysis Analyze(RandomActivations sample, bool single = false)
    {
        return new SnapshotAnalyzer(Settings).Analyze(Source(sample, single), TestContext.Current.CancellationToken).Layers[0];
    }

    private static void Near(Entropies expected, Entropies found)
    {
        Assert.Equal(expected.Nonzero, found.Nonzero, 1e-9);
        Assert.Equal(expected.All, found.All, 1e-9);
        Assert.Equal(expected.Share, found.Share, 1e-9);
    }
}
