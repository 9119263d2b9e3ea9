using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class TorchActivationSourceTests
{
    private static readonly string[] Hidden = ["layer1", "layer2"];

    [Fact]
    public void A_replay_delivers_what_the_network_computes_and_another_the_same()
    {
        const int count = 100;
        using LabelledSamples samples = Blobs.Draw(count);
        using var network = Perceptron.Create([8, 5], 0.5);
        TorchActivationSource source = new(network, Hidden, samples);
        Recording first = new(), second = new();
        source.Replay(first, TestContext.Current.CancellationToken);
        source.Replay(second, TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        Tensor x = samples.Slice(0, count).Inputs;
        for (int l = 0; l < 2; l++)
        {
            x = network.Part(Hidden[l]).call(x);
            Assert.Equal(x.to(ScalarType.Float64).ToArray<double>(), first.Layer(l));
            Assert.Equal(first.Layer(l), second.Layer(l));
        }
        Assert.Equal(samples.Labels.ToArray(), first.Batches[0].Labels);
    }

    [Fact]
    public void Layers_classes_and_samples_are_known_before_the_first_replay()
    {
        using LabelledSamples samples = Blobs.Draw(10);
        using var network = Perceptron.Create([8, 5], 0.5);
        TorchActivationSource source = new(network, ["layer2", "layer1"], samples);

        Assert.Equal([new Layer("layer2", 5), new Layer("layer1", 8)], source.Layers);
        Assert.Equal(Blobs.Classes, source.Classes);
        Assert.Equal(10, source.Samples);
        Assert.Null(source.Accuracy);
    }

    [Theory]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(5000)]
    public void Batches_cover_every_sample_once_in_order(int count)
    {
        using LabelledSamples samples = Blobs.Draw(count);
        using var network = Perceptron.Create([4, 2], 0);
        TorchActivationSource source = new(network, Hidden, samples);
        Recording recording = new();

        source.Replay(recording, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, recording.Batches.Count).Select(k => k % 2), recording.Batches.Select(batch => batch.Layer));
        Assert.All(
            recording.Batches,
            batch => Assert.Equal(batch.Labels.Length * source.Layers[batch.Layer].Neurons, batch.Activations.Length));
        for (int l = 0; l < 2; l++)
        {
            Assert.Equal(samples.Labels.ToArray(), recording.Batches.Where(batch => batch.Layer == l).SelectMany(batch => batch.Labels));
        }
    }

    [Fact]
    public void A_batch_of_large_images_takes_a_few_hundred_megabytes_at_most()
    {
        const int side = 256, channels = 64, count = 40;
        using DisposeScope scope = NewDisposeScope();
        int[] labels = [.. Enumerable.Range(0, count).Select(k => k % 2)];
        using LabelledSamples images = new(new byte[count * side * side], [1, side, side], labels, 2, CPU);
        using var network = nn.Sequential(
            ("conv", nn.Conv2d(1, channels, 1)),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten()),
            ("output", nn.Linear(channels, 2)));
        Recording recording = new();

        new TorchActivationSource(network, ["conv"], images).Replay(recording, TestContext.Current.CancellationToken);

        const long bytesOfAnOutput = (long)side * side * channels * sizeof(float);
        Assert.All(recording.Batches, batch => Assert.InRange(batch.Labels.Length * bytesOfAnOutput, 1, 300_000_000));
        Assert.Equal(count, recording.Batches.Sum(batch => batch.Labels.Length));
    }

    [Fact]
    public void Layers_named_in_any_order_are_each_analysed_as_in_computing_order()
    {
        using LabelledSamples samples = Blobs.Draw(3000);
        manual_seed(1);
        using var network = Perceptron.Create([30, 20, 10], 0.5);
        SnapshotAnalyzer analyzer = new(new AnalysisSettings { Top = 5, Bins = 10, Threads = 2 });
        SnapshotAnalysis Analysis(params string[] layers) => analyzer.Analyze(new TorchActivationSource(network, layers, samples));

        SnapshotAnalysis inOrder = Analysis("layer1", "layer2", "layer3");
        foreach (string[] names in (string[][])[["layer3", "layer2", "layer1"], ["layer2", "layer3", "layer1"]])
        {
            SnapshotAnalysis found = Analysis(names);
            Assert.Equal(names, found.Layers.Select(layer => layer.Layer.Name), StringComparer.Ordinal);
            foreach (LayerAnalysis layer in found.Layers)
            {
                LayerAnalysis expected = inOrder.Layers.Single(other => other.Layer == layer.Layer);
                Assert.Equal(
                    expected.Communities.Select(communities => communities.Quality),
                    layer.Communities.Select(communities => communities.Quality));
                Assert.Equal(expected.Entropy.Layer, layer.Entropy.Layer);
                Assert.Equal(expected.DeadNeurons, layer.DeadNeurons);
                Assert.Equal(expected.Pattern.Graph.Edges(), layer.Pattern.Graph.Edges());
                for (int i = 0; i < Blobs.Classes; i++) Assert.Equal(expected.Means.Row(i).ToArray(), layer.Means.Row(i).ToArray());
            }
        }
    }

    [Fact]
    public void Accuracy_is_that_of_the_module_in_evaluation_mode()
    {
        using LabelledSamples samples = Blobs.Draw(3000);
        using var network = Perceptron.Create([8], 0.5);
        TorchActivationSource source = new(network, ["layer1"], samples);

        source.Replay(new Recording(), TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        network.eval();
        (Tensor inputs, Tensor labels) = samples.Slice(0, samples.Count);
        Assert.Equal(network.call(inputs).argmax(1).eq(labels).sum().item<long>() / 3000.0, source.Accuracy);
    }

    [Fact]
    public void Each_part_of_the_network_gets_its_mode_back_even_after_a_failure()
    {
        using LabelledSamples samples = Blobs.Draw(10);
        using var network = Perceptron.Create([8, 5], 0.5);
        network.train();
        network.Part("layer1").eval();
        string Modes() => string.Join(' ', network.named_modules().Select(part => $"{part.name}:{part.module.training}"));
        string before = Modes();

        TorchActivationSource source = new(network, Hidden, samples);
        Assert.Equal(2, source.Layers.Count);
        Assert.Equal(before, Modes());
        source.Replay(new Recording(), TestContext.Current.CancellationToken);
        Assert.Equal(before, Modes());
        Assert.Throws<OperationCanceledException>(() => source.Replay(new Recording(), new CancellationToken(canceled: true)));
        Assert.Equal(before, Modes());
        Assert.Throws<InputException>(() => new TorchActivationSource(network, ["none"], samples).Layers);
        Assert.Equal(before, Modes());
        Assert.True(is_grad_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void A_module_that_is_no_classifier_of_the_samples_is_refused_in_one_line()
    {
        using LabelledSamples samples = Blobs.Draw(10);
        using var narrow = nn.Sequential(("layer1", nn.Linear(Blobs.Features, Blobs.Classes - 1)));
        using Idle idle = new();

        InputException e = Assert.Throws<InputException>(() => new TorchActivationSource(narrow, ["layer1"], samples).Layers);
        Assert.Contains("returns 1×2 for a sample; expected logits, 1×3", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<InputException>(() => new TorchActivationSource(idle, ["spare"], samples).Layers);
        Assert.Contains("'spare' does not compute", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_in_float64_delivers_float64()
    {
        using LabelledSamples samples = Blobs.Draw(10);
        using DisposeScope scope = NewDisposeScope();
        using Widened network = new();
        TorchActivationSource source = new(network, ["dense"], samples);
        Recording recording = new();

        source.Replay(recording, TestContext.Current.CancellationToken);

        Tensor expected = network.Dense.call(samples.Slice(0, 10).Inputs.to(ScalarType.Float64));
        Assert.Equal(expected.ToArray<double>(), recording.Layer(0));
    }

    [Fact]
    public void Of_a_layer_that_computes_twice_the_last_output_counts_even_if_it_is_changed_in_place_later()
    {
        using LabelledSamples samples = Blobs.Draw(10);
        using DisposeScope scope = NewDisposeScope();
        using Repeated network = new();
        TorchActivationSource source = new(network, ["dense"], samples);
        Recording recording = new();

        source.Replay(recording, TestContext.Current.CancellationToken);

        Tensor expected = network.Dense.call(samples.Slice(0, 10).Inputs).to(ScalarType.Float64);
        Assert.Equal(expected.ToArray<double>(), recording.Layer(0));
    }

    private sealed class Repeated : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> dense = nn.Linear(Blobs.Features, Blobs.Classes);

        public Repeated()
            : base(nameof(Repeated))
        {
            RegisterComponents();
        }

        public nn.Module<Tensor, Tensor> Dense => dense;

        public override Tensor forward(Tensor input)
        {
            using Tensor first = dense.call(input.mul(0.5f));
            return dense.call(input).neg_();
        }
    }

    private sealed class Widened : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> dense = nn.Linear(Blobs.Features, Blobs.Classes, dtype: ScalarType.Float64);

        public Widened()
            : base(nameof(Widened))
        {
            RegisterComponents();
        }

        public nn.Module<Tensor, Tensor> Dense => dense;

        public override Tensor forward(Tensor input)
        {
            return dense.call(input.to(ScalarType.Float64));
        }
    }

    /// <summary>A module with a layer that its forward pass leaves out.</summary>
    private sealed class Idle : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> used = nn.Linear(Blobs.Features, Blobs.Classes);
        private readonly nn.Module<Tensor, Tensor> spare = nn.Linear(2, 2);

        public Idle()
            : base(nameof(Idle))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            return used.call(input);
        }
    }
}
