using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>Mixed precision against single precision: nearly where it goes, yet not quite.</summary>
public unsafe class MixedStepsTests
{
    private const int Samples = 50;
    private const int Seed = 7;

    [Theory]
    [InlineData(Optimizer.RmsProp)]
    [InlineData(Optimizer.Sgd)]
    public void Steps_go_nearly_where_those_in_float32_go(Optimizer kind)
    {
        Assert.SkipUnless(Bfloat16.IsHere, "this processor has no products in bfloat16");
        using LabelledImages train = Blobs.Draw(Samples);
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor classes) = train.Slice(0, Samples);
        using MultilayerPerceptron start = Network(), whole = Network(), half = Network();
        using OptimizerHelper wholes = Optimizer(whole), halves = Optimizer(half);
        using ProcessorSteps reference = new(whole, wholes, 0.2);
        using MixedSteps steps = new(half, halves, 0.2);
        reference.Begin(Seed);
        steps.Begin(Seed);
        for (int step = 0; step < 5; step++)
        {
            reference.Take(images, classes);
            steps.Take(images, classes);
        }

        double moved = Distance(start, whole), apart = Distance(whole, half);
        Assert.InRange(apart, moved * 1e-6, moved * 0.1);
        Assert.Equal(reference.Loss, steps.Loss, reference.Loss * 0.01);
        Assert.InRange(steps.Correct, reference.Correct - 10, reference.Correct + 10);

        OptimizerHelper Optimizer(MultilayerPerceptron network)
        {
            return kind == Torch.Optimizer.RmsProp ? new KerasRmsProp([.. network.parameters()], 0.001) : optim.SGD(network.parameters(), 0.1);
        }
    }

    [Fact]
    public void The_loss_and_its_derivative_are_those_of_torch()
    {
        const int Classes = 11;
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor halved = randn(Samples, Classes).mul(8).to(ScalarType.BFloat16), classes = randint(0, Classes, Samples, dtype: ScalarType.Int64);
        Tensor logits = halved.to(ScalarType.Float32).requires_grad_();
        Tensor loss = nn.functional.cross_entropy(logits, classes);
        loss.backward();
        float[] sums = new float[Classes];

        (float found, int correct) = CrossEntropy.Differentiate(TensorMemory.Of<ushort>(halved), TensorMemory.Of<long>(classes), Samples, sums);

        Assert.Equal(loss.item<float>() * Samples, found, 1e-3);
        Assert.Equal(logits.argmax(1).eq(classes).sum().item<long>(), correct);
        Assert.True(halved.to(ScalarType.Float32).allclose(logits.grad!, rtol: 1.0 / 128, atol: 1e-9));
        Assert.True(tensor(sums).allclose(logits.grad!.sum(0, type: ScalarType.Float32), rtol: 1e-4, atol: 1e-6));
    }

    private static MultilayerPerceptron Network()
    {
        manual_seed(1);
        return new MultilayerPerceptron(Blobs.Features, [40, 24], Blobs.Classes, 0.2);
    }

    private static double Distance(MultilayerPerceptron left, MultilayerPerceptron right)
    {
        return Math.Sqrt(left.Weights().Zip(right.Weights(), (a, b) => (double)(a - b) * (a - b)).Sum());
    }
}
