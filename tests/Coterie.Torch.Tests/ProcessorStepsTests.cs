using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>The derivatives written out against torch's automatic ones.</summary>
public class ProcessorStepsTests
{
    private const int Samples = 50;
    private const int Seed = 7;

    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    public void Steps_in_float32_are_to_the_bit_those_of_automatic_differentiation(double dropout)
    {
        using LabelledImages train = Blobs.Draw(Samples);
        using MultilayerPerceptron model = Network(dropout), twin = Network(dropout);
        using KerasRmsProp optimizer = new([.. model.parameters()], 0.01), twins = new([.. twin.parameters()], 0.01);
        using ProcessorSteps steps = new(model, optimizer, dropout);
        DropoutGenerator generator = new(Seed, dropout);
        steps.Begin(Seed);
        float losses = 0;
        for (int step = 0; step < 20; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor images, Tensor classes) = train.Slice(0, step % 2 == 0 ? Samples : 13);
            steps.Take(images, classes);

            twins.zero_grad();
            Tensor loss = nn.functional.cross_entropy(Forward(twin, images, generator, dropout), classes);
            loss.backward();
            twins.step();
            losses += loss.item<float>() * images.shape[0];
            Assert.Equal(twin.Weights(), model.Weights());
        }
        Assert.Equal(losses, steps.Loss, losses * 1e-5);
    }

    private static MultilayerPerceptron Network(double dropout)
    {
        manual_seed(1);
        return new MultilayerPerceptron(Blobs.Features, [40, 8, 1], Blobs.Classes, dropout);
    }

    private static Tensor Forward(MultilayerPerceptron network, Tensor images, DropoutGenerator generator, double dropout)
    {
        Tensor x = images;
        foreach (DenseLayer layer in network.Layers.SkipLast(1))
        {
            x = layer.call(x);
            if (dropout == 0) continue;
            float[] factors = new float[x.numel()];
            generator.Fill(factors);
            x = x.mul(tensor(factors, x.shape));
        }
        return network.Layers[^1].call(x);
    }
}
