using Coterie.Torch;
using Coterie.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Models;

public class ConvolutionalNetworkTests
{
    [Fact]
    public void Parts_and_weights_have_the_names_and_shapes_of_a_state_dict()
    {
        using ConvolutionalNetwork network = new(3, 28, 20, [128, 16], 10, 0.2);

        Assert.Equal("conv1 conv2 dense1 dense2", string.Join(' ', network.HiddenLayers));
        Assert.Equal(
            "conv1.weight 32×3×3×3, conv1.bias 32, conv2.weight 64×32×3×3, conv2.bias 64, dense1.weight 128×2240, dense1.bias 128, "
            + "dense2.weight 16×128, dense2.bias 16, output.weight 10×16, output.bias 10",
            string.Join(", ", network.state_dict().Select(named => $"{named.Key} {string.Join('×', named.Value.shape)}")));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 256, 256)]
    [InlineData(3, 32, 17)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 5)]
    public void Images_of_any_size_give_logits_and_recorded_channels(int channels, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionalNetwork network = new(channels, height, width, [16], 5, 0.2);
        using ActivationRecorder recorder = new(network, network.HiddenLayers);

        Tensor logits = network.call(rand(2, channels, height, width));

        Assert.Equal([2, 5], logits.shape);
        Assert.Equal([2, 32], recorder[0].shape);
        Assert.Equal([2, 64], recorder[1].shape);
        Assert.Equal([2, 16], recorder[2].shape);
        logits.sum().backward();
        Assert.All(network.parameters(), parameter => Assert.True(parameter.grad!.isfinite().all().item<bool>()));
    }

    [Fact]
    public void The_logits_are_those_of_its_layers_by_hand()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        using ConvolutionalNetwork network = new(2, 7, 6, [9], 4, 0.5);
        network.eval();
        Dictionary<string, Tensor> w = network.state_dict();
        Tensor images = randn(3, 2, 7, 6);

        Tensor x = images;
        foreach (string name in (string[])["conv1", "conv2"])
        {
            x = nn.functional.conv2d(x, w[name + ".weight"], w[name + ".bias"], padding: [1, 1]).relu();
            x = nn.functional.max_pool2d(x, 2, ceil_mode: true);
        }
        x = nn.functional.linear(x.flatten(1), w["dense1.weight"], w["dense1.bias"]).relu();
        Tensor expected = nn.functional.linear(x, w["output.weight"], w["output.bias"]);

        Assert.True(network.call(images).allclose(expected, rtol: 1e-4, atol: 1e-6));
    }

    [Fact]
    public void Weights_start_Glorot_uniform_and_biases_at_zero()
    {
        manual_seed(1);
        using ConvolutionalNetwork network = new(3, 28, 28, [128], 10, 0.2);
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters())
        {
            float[] values = parameter.ToArray<float>();
            if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                Assert.All(values, value => Assert.Equal(0, value));
                continue;
            }
            // The inputs and outputs of a neuron: channels times the positions of the kernel.
            long kernel = parameter.shape.Skip(2).Aggregate(1L, (product, size) => product * size);
            double bound = Math.Sqrt(6.0 / (kernel * (parameter.shape[0] + parameter.shape[1])));
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            Assert.InRange(values.Average(value => value * value), 0.85 * bound * bound / 3, 1.15 * bound * bound / 3);
        }
    }

    [Fact]
    public void Dropout_is_in_training_only()
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionalNetwork network = new(1, 8, 8, [16], 3, 0.5);
        Tensor images = rand(4, 1, 8, 8);

        network.eval();
        Assert.Equal(network.call(images).ToArray<float>(), network.call(images).ToArray<float>());
        network.train();
        Assert.NotEqual(network.call(images).ToArray<float>(), network.call(images).ToArray<float>());
    }

    [Fact]
    public void It_learns_what_needs_convolutions()
    {
        using LabelledSamples train = Stripes.Draw(600), test = Stripes.Draw(300, seed: 2);
        using Trained trained = new(new TrainingSettings { Network = "cnn", Hidden = [32], Batch = 30 }, train);
        while (trained.Trainer.Epoch < 4) trained.Trainer.RunEpoch();

        Assert.InRange(trained.Trainer.Evaluate(test).Share, 0.9, 1);
    }
}
