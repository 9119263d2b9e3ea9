using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class TorchActivationSourceTests
{
    [Fact]
    public void A_replay_delivers_what_the_network_computes_and_another_the_same()
    {
        const int count = 100;
        using LabelledImages samples = Blobs.Draw(count);
        using MultilayerPerceptron network = new(Blobs.Features, [8, 5], Blobs.Classes, 0.5);
        TorchActivationSource source = new(network, network.HiddenLayers, samples, Blobs.Classes);
        Recording first = new(), second = new();
        source.Replay(first, TestContext.Current.CancellationToken);
        source.Replay(second, TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        Tensor x = samples.Slice(0, count).Images;
        for (int l = 0; l < 2; l++)
        {
            x = network.Part(network.HiddenLayers[l]).call(x);
            Assert.Equal(x.to(ScalarType.Float64).ToArray<double>(), first.Layer(l));
            Assert.Equal(first.Layer(l), second.Layer(l));
        }
        Assert.Equal(samples.Labels.ToArray(), first.Batches[0].Labels);
    }

    [Fact]
    public void Layers_classes_and_samples_are_known_before_the_first_replay()
    {
        using LabelledImages samples = Blobs.Draw(10);
        using MultilayerPerceptron network = new(Blobs.Features, [8, 5], Blobs.Classes, 0.5);
        TorchActivationSource source = new(network, ["layer2", "layer1"], samples, Blobs.Classes);

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
        using LabelledImages samples = Blobs.Draw(count);
        using MultilayerPerceptron network = new(Blobs.Features, [4, 2], Blobs.Classes, 0);
        TorchActivationSource source = new(network, network.HiddenLayers, samples, Blobs.Classes);
        Recording recording = new();

        source.Replay(recording, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, recording.Batches.Count).Select(k => k % 2), recording.Batches.Select(batch => batch.Layer));
        Assert.All(recording.Batches, batch => Assert.Equal(batch.Labels.Length * source.Layers[batch.Layer].Neurons, batch.Activations.Length));
        for (int l = 0; l < 2; l++)
        {
            Assert.Equal(samples.Labels.ToArray(), recording.Batches.Where(batch => batch.Layer == l).SelectMany(batch => batch.Labels));
        }
    }

    [Fact]
    public void Accuracy_is_that_of_the_evaluated_network()
    {
        using LabelledImages samples = Blobs.Draw(3000);
        using Trainer trainer = new(new TrainingSettings { Hidden = [8], Batch = 64 }, samples, Blobs.Classes);
        trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        TorchActivationSource source = trainer.Activations(Blobs.Classes);

        source.Replay(new Recording(), TestContext.Current.CancellationToken);

        using DisposeScope scope = NewDisposeScope();
        trainer.Model.eval();
        (Tensor images, Tensor classes) = samples.Slice(0, samples.Count);
        double expected = trainer.Model.call(images).argmax(1).eq(classes).sum().item<long>() / 3000.0;
        Assert.InRange(expected, 0.5, 1);
        Assert.Equal(expected, source.Accuracy);
        Assert.Equal(expected, trainer.Accuracy(samples));
    }

    [Fact]
    public void Each_part_of_the_network_gets_its_mode_back_even_after_a_failure()
    {
        using LabelledImages samples = Blobs.Draw(10);
        using MultilayerPerceptron network = new(Blobs.Features, [8, 5], Blobs.Classes, 0.5);
        network.train();
        network.Part("layer1").eval();
        string Modes() => string.Join(' ', network.named_modules().Select(part => $"{part.name}:{part.module.training}").Prepend($"{network.training}"));
        string before = Modes();

        TorchActivationSource source = new(network, network.HiddenLayers, samples, Blobs.Classes);
        Assert.Equal(2, source.Layers.Count);
        Assert.Equal(before, Modes());
        source.Replay(new Recording(), TestContext.Current.CancellationToken);
        Assert.Equal(before, Modes());
        Assert.Throws<OperationCanceledException>(() => source.Replay(new Recording(), new CancellationToken(canceled: true)));
        Assert.Equal(before, Modes());
        Assert.Throws<InputException>(() => new TorchActivationSource(network, ["none"], samples, Blobs.Classes).Layers);
        Assert.Equal(before, Modes());
        Assert.True(is_grad_enabled());
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void A_model_in_float64_delivers_float64()
    {
        using LabelledImages samples = Blobs.Draw(10);
        using DisposeScope scope = NewDisposeScope();
        using Widened network = new();
        TorchActivationSource source = new(network, ["dense"], samples, Blobs.Classes);
        Recording recording = new();

        source.Replay(recording, TestContext.Current.CancellationToken);

        Tensor expected = network.Dense.call(samples.Slice(0, 10).Images.to(ScalarType.Float64));
        Assert.Equal(expected.ToArray<double>(), recording.Layer(0));
    }

    [Fact]
    public void Of_a_part_that_computes_twice_the_last_is_meant_and_what_follows_may_change_it()
    {
        using LabelledImages samples = Blobs.Draw(10);
        using DisposeScope scope = NewDisposeScope();
        using Repeated network = new();
        TorchActivationSource source = new(network, ["dense"], samples, Blobs.Classes);
        Recording recording = new();

        source.Replay(recording, TestContext.Current.CancellationToken);

        Tensor expected = network.Dense.call(samples.Slice(0, 10).Images).to(ScalarType.Float64);
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
}
