using Coterie.Torch;
using Coterie.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Models;

public class NetworksTests
{
    public static TheoryData<string> Names => [.. Networks.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_network_takes_images_and_returns_logits(string name)
    {
        Network network = Networks.Find(name);
        TrainingSettings settings = new() { Network = name };
        long[] shape = network.SampleShape(channels: 3, height: 6, width: 5);
        using NetworkModel model = Networks.Create(settings, shape, classes: 4);
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal([2, 4], model.Module.call(rand([2, .. shape])).shape);
        using ActivationRecorder recorder = new(model.Module, model.HiddenLayers);
        Assert.Equal(network.DefaultHidden, settings.HiddenWidths());
        Assert.Contains(name, network.Name, StringComparison.Ordinal);
        Assert.NotEmpty(network.Description);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_seed_decides_the_weights(string name)
    {
        Assert.Equal(Weights(name, seed: 1), Weights(name, seed: 1));
        Assert.NotEqual(Weights(name, seed: 1), Weights(name, seed: 2));
    }

    [Fact]
    public void Names_are_unique_and_an_unknown_one_is_told_with_those_there_are()
    {
        Assert.Equal(Networks.All.Count, Networks.All.DistinctBy(network => network.Name, StringComparer.Ordinal).Count());
        InputException e = Assert.Throws<InputException>(() => Networks.Find("rnn"));
        Assert.Equal("network: found 'rnn', expected mlp or cnn", e.Message);
    }

    [Fact]
    public void Samples_of_another_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Networks.Create(new TrainingSettings(), [1, 28, 28], 10));
        Assert.Throws<ArgumentException>(() => Networks.Create(new TrainingSettings { Network = "cnn" }, [784], 10));
    }

    private static float[] Weights(string name, int seed)
    {
        using NetworkModel model = Networks.Create(
            new TrainingSettings { Network = name, Seed = seed, Hidden = [7] }, Networks.Find(name).SampleShape(1, 4, 4), 3);
        return model.Module.Weights();
    }
}
