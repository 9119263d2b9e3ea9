using Coterie.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Models;

public class ConvolutionTests
{
    [Theory]
    [InlineData(5, 3, 4, 7, 6)]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(33, 8, 16, 2, 9)]
    public void Values_and_gradients_are_those_of_torch(int samples, int inputs, int outputs, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(7);
        Tensor[] ours = [Leaf(samples, inputs, height, width), Leaf(outputs, inputs, 3, 3), Leaf(outputs)];
        Tensor[] torchs = [.. ours.Select(tensor => tensor.detach().clone().requires_grad_())];

        Tensor mine = Convolution.apply(ours[0], ours[1], ours[2]);
        Tensor known = nn.functional.conv2d(torchs[0], torchs[1], torchs[2], padding: [1, 1]);
        Tensor by = rand_like(known);
        (mine * by).sum().backward();
        (known * by).sum().backward();

        Assert.True(mine.allclose(known));
        Assert.All(ours.Zip(torchs), pair => Assert.True(pair.First.grad!.allclose(pair.Second.grad!, 1e-4, 1e-5)));
    }

    [Fact]
    public void Images_that_need_no_gradient_get_none()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand(4, 2, 5, 5), weight = Leaf(3, 2, 3, 3), bias = Leaf(3);

        Convolution.apply(images, weight, bias).sum().backward();

        Assert.Null(images.grad);
        Assert.Equal([100f, 100f, 100f], bias.grad!.data<float>().ToArray());
    }

    private static Tensor Leaf(params long[] shape) => rand(shape).requires_grad_();
}
