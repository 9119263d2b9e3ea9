using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>Mixed precision against single precision: nearly where it goes, yet not quite.</summary>
public class MixedStepsTests
{
    private const int Samples = 50;
    private const int Seed = 7;

    [Theory]
    [InlineData(Optimizer.RmsProp)]
    [InlineData(Optimizer.Adam)]
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
            foreach (TrainingSteps each in (TrainingSteps[])[reference, steps])
            {
                each.Differentiate(images, classes);
                each.Update();
            }
        }

        double moved = Distance(start, whole), apart = Distance(whole, half);
        Assert.InRange(apart, moved * 1e-6, moved * 0.1);
        Assert.Equal(reference.Loss, steps.Loss, reference.Loss * 0.01);
        Assert.InRange(steps.Correct, reference.Correct - 10, reference.Correct + 10);

        OptimizerHelper Optimizer(MultilayerPerceptron network)
        {
            Parameter[] parameters = [.. network.parameters()];
            return kind switch
            {
                Torch.Optimizer.RmsProp => new KerasRmsProp(parameters, 0.001),
                Torch.Optimizer.Adam => new KerasAdam(parameters, 0.001),
                _ => optim.SGD(parameters, 0.1),
            };
        }
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
