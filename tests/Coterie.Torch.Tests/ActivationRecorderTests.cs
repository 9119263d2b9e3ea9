using Coterie.Activations;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class ActivationRecorderTests
{
    [Theory]
    [InlineData(Pooling.Mean, 1.5, 5.5, 9.5, 13.5)]
    [InlineData(Pooling.Max, 3.0, 7.0, 11.0, 15.0)]
    public void A_channel_is_pooled_over_its_positions(Pooling pooling, params double[] expected)
    {
        // Two samples of two channels of 2×2, the values 0 to 15 in order.
        Assert.Equal(expected, Recorded(Tensors.Ramp(2, 2, 2, 2), pooling, [2, 2]));
    }

    [Theory]
    [InlineData(Pooling.Mean, 2.0, 3.0, 8.0, 9.0)]
    [InlineData(Pooling.Max, 4.0, 5.0, 10.0, 11.0)]
    public void A_feature_is_pooled_over_its_sequence(Pooling pooling, params double[] expected)
    {
        // Two samples of three positions of two features, the values 0 to 11 in order.
        Assert.Equal(expected, Recorded(Tensors.Ramp(2, 3, 2), pooling, [2, 2]));
    }

    [Theory]
    [InlineData(Pooling.Mean)]
    [InlineData(Pooling.Max)]
    public void A_dense_layer_passes_through(Pooling pooling)
    {
        Assert.Equal([0, 1, 2, 3, 4, 5], Recorded(Tensors.Ramp(2, 3), pooling, [2, 3]));
    }

    [Fact]
    public void A_volume_is_pooled_over_all_three_directions()
    {
        Assert.Equal([3.5, 11.5], Recorded(Tensors.Ramp(1, 2, 2, 2, 2), Pooling.Mean, [1, 2]));
    }

    [Fact]
    public void Half_precision_becomes_float32_and_float64_stays()
    {
        using DisposeScope scope = NewDisposeScope();
        using Echo echo = new();
        using ActivationRecorder recorder = new(echo, ["layer"]);

        echo.call(Tensors.Ramp(2, 3).to(ScalarType.BFloat16));
        Assert.Equal(ScalarType.Float32, recorder[0].dtype);
        echo.call(Tensors.Ramp(2, 3).to(ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, recorder[0].dtype);
    }

    [Fact]
    public void An_output_without_neurons_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        using Echo echo = new();
        using ActivationRecorder recorder = new(echo, ["layer"]);

        Assert.Contains("shape 3", Assert.Throws<InputException>(() => echo.call(ones(3))).Message, StringComparison.Ordinal);
        Assert.Contains("samples × neurons", Assert.Throws<InputException>(() => echo.call(ones(3, 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_layers_are_recorded_in_the_order_of_their_names()
    {
        using DisposeScope scope = NewDisposeScope();
        using var network = Convolutional();
        using ActivationRecorder recorder = new(network, ["dense", "conv"]);
        Tensor images = rand(5, 1, 6, 6);

        Tensor logits = network.call(images);
        Tensor channels = network.Part("conv").call(images).mean([2, 3]);

        Assert.Equal([5, 4], recorder[1].shape);
        Assert.True(recorder[1].allclose(channels));
        Assert.Equal([5, 3], recorder[0].shape);
        Assert.True(recorder[0].allclose(logits));
    }

    [Fact]
    public void A_later_layer_that_computes_in_place_does_not_change_what_was_recorded()
    {
        using DisposeScope scope = NewDisposeScope();
        using var network = nn.Sequential(("dense", nn.Linear(3, 4)), ("relu", nn.ReLU(inplace: true)));
        using ActivationRecorder recorder = new(network, ["dense", "relu"]);

        network.call(randn(10, 3));

        Assert.True(recorder[0].min().item<float>() < 0);
        Assert.Equal(recorder[0].relu().ToArray<float>(), recorder[1].ToArray<float>());
    }

    [Fact]
    public void An_unknown_layer_is_named_with_those_there_are()
    {
        using var network = Convolutional();
        using DisposeScope scope = NewDisposeScope();

        InputException e = Assert.Throws<InputException>(() => new ActivationRecorder(network, ["conv", "layer9"]));

        Assert.Contains("'layer9'", e.Message, StringComparison.Ordinal);
        Assert.Contains("conv, relu, flatten, dense", e.Message, StringComparison.Ordinal);
        network.call(rand(1, 1, 6, 6));
    }

    [Fact]
    public void Nothing_is_recorded_before_the_first_forward_pass_or_after_Dispose()
    {
        using DisposeScope scope = NewDisposeScope();
        using var network = Convolutional();
        using ActivationRecorder recorder = new(network, ["conv"]);
        Assert.Throws<InvalidOperationException>(() => recorder[0]);
        network.call(rand(1, 1, 6, 6));
        Assert.Equal([1, 4], recorder[0].shape);

        recorder.Dispose();
        network.call(rand(1, 1, 6, 6));

        Assert.Throws<InvalidOperationException>(() => recorder[0]);
    }

    [Fact]
    public void Recording_keeps_one_tensor_a_layer_in_any_dispose_scope()
    {
        using var network = Convolutional();
        using Tensor images = rand(2, 1, 6, 6);
        network.call(images).Dispose();
        long before = Tensor.TotalCount;
        using (ActivationRecorder recorder = new(network, ["conv", "dense"]))
        {
            for (int k = 0; k < 3; k++)
            {
                using DisposeScope scope = NewDisposeScope();
                network.call(images);
            }
            Assert.Equal(before + 2, Tensor.TotalCount);
            Assert.Equal([2, 4], recorder[0].shape);
        }
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Recording_does_not_disturb_training()
    {
        Assert.Equal(Gradients(record: false), Gradients(record: true));
    }

    private static float[] Gradients(bool record)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        using var network = Perceptron.Create([5, 4], 0.3);
        using ActivationRecorder? recorder = record ? new(network, ["layer1", "layer2"], Pooling.Max) : null;
        network.train();
        network.call(rand(7, Blobs.Features)).square().sum().backward();
        Assert.False(recorder?[0].requires_grad ?? false);
        return [.. network.parameters().SelectMany(parameter => parameter.grad!.ToArray<float>())];
    }

    private static double[] Recorded(Tensor output, Pooling pooling, long[] shape)
    {
        using DisposeScope scope = NewDisposeScope();
        using Echo echo = new();
        using ActivationRecorder recorder = new(echo, ["layer"], pooling);
        echo.call(output);
        Assert.Equal(shape, recorder[0].shape);
        return recorder[0].to(ScalarType.Float64).ToArray<double>();
    }

    private static TorchSharp.Modules.Sequential Convolutional()
    {
        return nn.Sequential(("conv", nn.Conv2d(1, 4, 3)), ("relu", nn.ReLU()), ("flatten", nn.Flatten()), ("dense", nn.Linear(64, 3)));
    }

    /// <summary>A module whose one layer returns its input.</summary>
    private sealed class Echo : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> layer = nn.Identity();

        public Echo()
            : base(nameof(Echo))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            return layer.call(input);
        }
    }
}
