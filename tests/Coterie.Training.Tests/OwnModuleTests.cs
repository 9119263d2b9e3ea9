using Coterie.Patterns;
using Coterie.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Tests;

/// <summary>A user's own module, unknown to the library, is trained, saved and analysed through the public API.</summary>
public class OwnModuleTests
{
    private static readonly TrainingSettings Settings = new() { Optimizer = Optimizer.Adam, LearningRate = 0.005, Batch = 30 };

    [Fact]
    public void A_convolutional_network_of_ones_own_learns_and_is_analysed()
    {
        using LabelledSamples train = Stripes.Draw(600), test = Stripes.Draw(300, seed: 2);
        using OwnNetwork network = Drawn();
        using Trainer trainer = new(network, ["features.relu", "hidden"], train, Settings);
        double before = trainer.Evaluate(test).Share;
        while (trainer.Epoch < 8) trainer.RunEpoch();

        double after = trainer.Evaluate(test).Share;
        Assert.InRange(before, 0, 0.6);
        Assert.InRange(after, 0.9, 1);

        TorchActivationSource source = trainer.Activations();
        SnapshotAnalysis analysis = new SnapshotAnalyzer(new AnalysisSettings { Top = 4 }).Analyze(source);

        Assert.Equal(["features.relu", "hidden"], analysis.Layers.Select(layer => layer.Layer.Name), StringComparer.Ordinal);
        Assert.Equal([8, 16], analysis.Layers.Select(layer => layer.Layer.Neurons));
        Assert.Equal(trainer.Evaluate(train).Share, source.Accuracy);
        // The communities say something: representatives of different classes differ.
        Assert.All(analysis.Layers, layer => Assert.InRange(PatternModularity.WeightedOverlap(layer.Pattern)!.Value, 0.01, 1));
        using DisposeScope scope = NewDisposeScope();
        network.eval();
        Tensor images = train.Slice(0, train.Count).Inputs;
        Tensor ofFirst = network.Features.call(images).index_select(0, arange(0, train.Count, Stripes.Classes)).mean([0, 2, 3]);
        for (int q = 0; q < 8; q++) Assert.Equal(ofFirst[q].item<float>(), analysis.Layers[0].Means.Row(0)[q], 1e-4);
    }

    [Fact]
    public void Buffers_are_part_of_weights_and_checkpoints()
    {
        using LabelledSamples train = Stripes.Draw(100);
        using OwnNetwork network = Drawn(), restored = Drawn(), loaded = Drawn();
        using Trainer trainer = new(network, ["hidden"], train, Settings), second = new(restored, ["hidden"], train, Settings);
        trainer.RunEpoch();
        using TemporaryFile checkpoint = new(), weights = new();
        checkpoint.Write(trainer.SaveCheckpoint);
        weights.Write(trainer.SaveWeights);

        second.RestoreCheckpoint(checkpoint.Path);
        SafeTensors.LoadInto(weights.Path, loaded);

        Assert.Equal(trainer.Evaluate(train).Share, second.Evaluate(train).Share);
        Assert.True(network.state_dict().ContainsKey("features.norm.running_mean"));
        foreach ((string name, Tensor tensor) in network.state_dict())
        {
            Assert.True(tensor.bytes.SequenceEqual(restored.state_dict()[name].bytes), name);
            Assert.True(tensor.bytes.SequenceEqual(loaded.state_dict()[name].bytes), name);
        }
        Assert.Equal(trainer.RunEpoch(), second.RunEpoch());
    }

    [Theory]
    [InlineData(Optimizer.RmsProp)]
    [InlineData(Optimizer.Adam)]
    [InlineData(Optimizer.Sgd)]
    public void Weights_that_the_loss_does_not_depend_on_stay(Optimizer optimizer)
    {
        using LabelledSamples train = Stripes.Draw(60);
        using OwnNetwork network = Drawn();
        float[] before = network.Spare.Weights();
        using Trainer trainer = new(network, ["hidden"], train, Settings with { Optimizer = optimizer });

        trainer.RunEpoch();

        Assert.Equal(before, network.Spare.Weights());
    }

    [Fact]
    public void A_wrong_layer_or_output_is_refused_before_training()
    {
        using LabelledSamples train = Stripes.Draw(60), blobs = Blobs.Draw(10);
        using OwnNetwork network = Drawn();
        using var narrow = nn.Sequential(("only", nn.Linear(Blobs.Features, 2)));

        Refuses("'layer9'", network, "layer9", train);
        Refuses("'spare' does not compute", network, "spare", train);
        Refuses("expected logits", narrow, "only", blobs);

        static void Refuses(string expected, nn.Module<Tensor, Tensor> model, string layer, LabelledSamples samples)
        {
            InputException e = Assert.Throws<InputException>(() => new Trainer(model, [layer], samples, Settings));
            Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        }
    }

    private static OwnNetwork Drawn()
    {
        manual_seed(4);
        return new OwnNetwork();
    }

    private sealed class OwnNetwork : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential features = nn.Sequential(
            ("conv", nn.Conv2d(Stripes.Channels, 8, 3)), ("norm", nn.BatchNorm2d(8)), ("relu", nn.ReLU()));
        private readonly Sequential hidden = nn.Sequential(nn.Linear(8 * 6 * 6, 16), nn.ReLU());
        private readonly Linear spare = nn.Linear(2, 2);
        private readonly Linear output = nn.Linear(16, Stripes.Classes);

        public OwnNetwork()
            : base(nameof(OwnNetwork))
        {
            RegisterComponents();
        }

        public Sequential Features => features;

        public Linear Spare => spare;

        public override Tensor forward(Tensor input)
        {
            return output.call(hidden.call(features.call(input).flatten(1)));
        }
    }
}
