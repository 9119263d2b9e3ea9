using Coterie.Torch;
using Coterie.Training.Models;

namespace Coterie.Training.Tests;

public class TrainingMemoryTests
{
    [Theory]
    [InlineData("mlp", Optimizer.Sgd, 2)]
    [InlineData("mlp", Optimizer.RmsProp, 3)]
    [InlineData("cnn", Optimizer.Adam, 4)]
    public void Weights_count_for_themselves_for_gradients_and_for_the_optimizer(string name, Optimizer optimizer, int times)
    {
        TrainingSettings settings = new() { Network = name, Optimizer = optimizer, Hidden = [40] };
        long[] shape = Networks.Find(name).SampleShape(1, 9, 9);
        using NetworkModel model = Networks.Create(settings, shape, 3);

        Assert.Equal(model.Module.Weights().Length * (long)sizeof(float) * times, TrainingMemory.OfNetwork(settings, shape, 3));
    }

    [Fact]
    public void A_network_that_no_machine_can_hold_is_counted_without_being_built()
    {
        TrainingSettings settings = new() { Hidden = [1_000_000, 1_000_000] };

        Assert.InRange(TrainingMemory.OfNetwork(settings, [784], 10), 12_000_000_000_000, 13_000_000_000_000);
    }

    [Fact]
    public void A_step_takes_every_layers_output_and_its_gradient()
    {
        using LabelledSamples samples = Stripes.Draw(50);
        using ConvolutionalNetwork network = new(Stripes.Channels, Stripes.Side, Stripes.Side, [16], Stripes.Classes, 0.2);

        // The image, 32 channels of 8×8, 64 of 4×4, 16 and 3 neurons.
        long sample = 3 * 64 + 32 * 64 + 64 * 16 + 16 + 3;
        Assert.Equal(2 * sample * 20 * sizeof(float), TrainingMemory.OfStep(network, samples, 20));
        Assert.Equal(2 * sample * 50 * sizeof(float), TrainingMemory.OfStep(network, samples, 1000));
    }
}
