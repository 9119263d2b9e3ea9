using Coterie.Training.Models;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Models;

public class MultilayerPerceptronTests
{
    [Fact]
    public void Parts_and_weights_have_the_names_and_shapes_of_a_state_dict()
    {
        using MultilayerPerceptron network = new(12, [8, 5], 3, 0.2);

        Assert.Equal("layer1 layer2", string.Join(' ', network.HiddenLayers));
        Assert.Equal("layer1 layer2 output", string.Join(' ', network.named_modules().Select(part => part.name)));
        Assert.Equal(
            "layer1.weight 8×12, layer1.bias 8, layer2.weight 5×8, layer2.bias 5, output.weight 3×5, output.bias 3",
            string.Join(", ", network.state_dict().Select(named => $"{named.Key} {string.Join('×', named.Value.shape)}")));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Weights_start_Glorot_uniform_and_biases_at_zero()
    {
        manual_seed(1);
        using MultilayerPerceptron network = new(400, [300], 10, 0.2);
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters())
        {
            float[] values = parameter.ToArray<float>();
            if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                Assert.All(values, value => Assert.Equal(0, value));
                continue;
            }
            // U(-a, a) with a = sqrt(6 / (inputs + outputs)), Glorot and Bengio (2010), eq. 16; its variance is a²/3.
            double bound = Math.Sqrt(6.0 / (parameter.shape[0] + parameter.shape[1]));
            Assert.All(values, value => Assert.InRange(value, -bound, bound));
            Assert.InRange(values.Max(), 0.99 * bound, bound);
            Assert.InRange(values.Min(), -bound, -0.99 * bound);
            Assert.InRange(values.Average(value => value * value), 0.95 * bound * bound / 3, 1.05 * bound * bound / 3);
        }
    }

    [Fact]
    public void The_logits_are_those_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        using MultilayerPerceptron network = new(2, [2], 2, 0);
        Set(network, "layer1.weight", 1, 2, -3, 4);
        Set(network, "layer1.bias", 1, -2);
        Set(network, "output.weight", 1, 1, 2, -1);
        Set(network, "output.bias", 0, 10);

        // Sums 1·1 + 2·1 + 1 = 4 and −3 + 4 − 2 = −1, rectified 4 and 0.
        Assert.Equal([4f, 18], network.call(ones(1, 2)).ToArray<float>());
    }

    [Fact]
    public void Dropout_is_in_training_only_and_after_hidden_layers_only()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using MultilayerPerceptron network = new(12, [64], 3, 0.5);
        using MultilayerPerceptron none = new(12, [64], 3, 0);
        Tensor input = rand(5, 12);

        network.eval();
        Assert.Equal(network.call(input).ToArray<float>(), network.call(input).ToArray<float>());
        network.train();
        Assert.NotEqual(network.call(input).ToArray<float>(), network.call(input).ToArray<float>());
        none.train();
        Assert.Equal(none.call(input).ToArray<float>(), none.call(input).ToArray<float>());
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        Assert.Equal(Drawn(seed: 1), Drawn(seed: 1));
        Assert.NotEqual(Drawn(seed: 1), Drawn(seed: 2));
    }

    private static float[] Drawn(int seed)
    {
        manual_seed(seed);
        using MultilayerPerceptron network = new(12, [8, 5], 3, 0.2);
        return network.Weights();
    }

    private static void Set(MultilayerPerceptron network, string name, params float[] values)
    {
        using IDisposable guard = no_grad();
        Tensor weight = network.state_dict()[name];
        weight.copy_(tensor(values).reshape(weight.shape));
    }
}
