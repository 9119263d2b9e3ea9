using Coterie.Data;

namespace Coterie.Onnx.Tests;

/// <summary>PyTorch's checkpoints, against what PyTorch computed.</summary>
public class CheckpointTests
{
    public static TheoryData<string, int> Checkpoints =>
        [.. from kind in (string[])["mlp", "cnn"] from epoch in Enumerable.Range(0, 7) select (kind, epoch)];

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public async Task A_checkpoint_has_the_accuracy_that_PyTorch_computed(string kind, int epoch)
    {
        using OnnxActivationSource source = new(Model(kind, epoch), await DigitsAsync(), new OnnxSettings());
        source.Replay(new Nowhere());
        double expected = double.Parse(
            File.ReadLines(SharedData.Require($"models/{kind}/accuracy.csv")).ElementAt(epoch + 1).Split(',')[1],
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, source.Accuracy!.Value, 4);
    }

    [Fact]
    public async Task The_layers_are_those_of_the_network()
    {
        using OnnxActivationSource mlp = new(Model("mlp", 3), await DigitsAsync(), new OnnxSettings());
        using OnnxActivationSource cnn = new(Model("cnn", 3), await DigitsAsync(), new OnnxSettings());
        Assert.Equal([128, 64], mlp.Layers.Select(layer => layer.Neurons));
        Assert.Equal([16, 32, 64], cnn.Layers.Select(layer => layer.Neurons));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task The_activations_are_those_that_PyTorch_wrote(int epoch)
    {
        using OnnxActivationSource source = new(Model("mlp", epoch), await DigitsAsync(), new OnnxSettings());
        DumpActivations dump = new(SharedData.Require($"models/mlp/activations-epoch-{epoch:00}.npz"), new DumpReading());
        Everything ours = Everything.Of(source), theirs = Everything.Of(dump);
        for (int l = 0; l < 2; l++)
        {
            Assert.Equal(theirs.Layers[l].Count, ours.Layers[l].Count);
            double apart = ours.Layers[l].Zip(theirs.Layers[l], (a, b) => Math.Abs(a - b)).Max();
            Assert.InRange(apart, 0, 1e-5);
        }
    }

    private static OnnxModel Model(string kind, int epoch)
    {
        return OnnxModel.Load(SharedData.Require($"models/{kind}/epoch-{epoch:00}.onnx"));
    }

    private static async Task<OnnxSamples> DigitsAsync()
    {
        DataSet digits = await new DataStore { Directory = SharedData.Require("data/mnist") }.LoadAsync("mnist");
        ImageSet test = digits.Test;
        return new OnnxSamples(test.Labels, digits.Classes).With<float>("image", [1, 28, 28], (start, batch) =>
        {
            for (int k = 0; k < batch.Length; k++) batch[k] = test.Pixels[start * 784 + k] / 255f;
        });
    }
}
