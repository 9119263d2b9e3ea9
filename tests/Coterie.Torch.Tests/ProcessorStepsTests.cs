using TorchSharp;
using TorchSharp.Modules;
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
    public void Gradients_in_float32_are_those_of_automatic_differentiation(double dropout)
    {
        using LabelledImages train = Blobs.Draw(Samples);
        using MultilayerPerceptron model = Network(dropout), twin = Network(dropout);
        using KerasRmsProp optimizer = new([.. model.parameters()], 0.01);
        using ProcessorSteps steps = new(model, optimizer, dropout);
        Dropping dropping = new(dropout);
        steps.Begin(Seed);
        dropping.Begin(Seed);
        float losses = 0;
        long correct = 0;
        for (int step = 0; step < 20; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor images, Tensor classes) = train.Slice(0, step % 2 == 0 ? Samples : 13);
            using (no_grad())
            {
                foreach ((Parameter to, Parameter from) in twin.parameters().Zip(model.parameters())) to.copy_(from);
            }
            steps.Differentiate(images, classes);

            twin.zero_grad();
            Tensor logits = Forward(twin, images, dropping);
            Tensor loss = nn.functional.cross_entropy(logits, classes);
            loss.backward();
            losses += loss.item<float>() * images.shape[0];
            correct += logits.argmax(1).eq(classes).sum().item<long>();
            foreach ((Parameter found, Parameter expected) in model.parameters().Zip(twin.parameters()))
            {
                double largest = expected.grad!.abs().max().item<float>();
                double apart = (found.grad! - expected.grad!).abs().max().item<float>();
                Assert.True(apart <= 1e-5 * largest, $"step {step}: {apart} apart, the largest {largest}");
            }
            steps.Update();
        }
        Assert.Equal(losses, steps.Loss, losses * 1e-5);
        Assert.Equal(correct, steps.Correct);
    }

    private static MultilayerPerceptron Network(double dropout)
    {
        manual_seed(1);
        return new MultilayerPerceptron(Blobs.Features, [40, 8, 1], Blobs.Classes, dropout);
    }

    private static Tensor Forward(MultilayerPerceptron network, Tensor images, Dropping dropping)
    {
        Tensor x = images;
        foreach (DenseLayer layer in network.Layers.SkipLast(1))
        {
            x = layer.call(x);
            int samples = (int)x.shape[0], neurons = (int)x.shape[1];
            float[] factors = new float[samples * neurons];
            dropping.InRows(samples, neurons, (row, some) => some.CopyTo(factors.AsSpan(row * neurons)));
            x = x.mul(tensor(factors, x.shape));
        }
        return network.Layers[^1].call(x);
    }
}
