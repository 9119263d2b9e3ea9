using Coterie.Torch;
using Coterie.Training.Cpu;
using Coterie.Training.Models;
using Coterie.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Cpu;

/// <summary>Compares the hand-written steps with torch's automatic differentiation.</summary>
public class PerceptronBackendTests
{
    private const int Samples = 50;
    private const int Seed = 7;

    [Theory]
    [InlineData(0.2)]
    [InlineData(0)]
    public void Gradients_are_those_of_automatic_differentiation(double dropout)
    {
        using LabelledSamples train = Blobs.Draw(Samples);
        using MultilayerPerceptron model = Network(dropout), twin = Network(dropout);
        using KerasRmsProp optimizer = new([.. model.parameters()], 0.01, underRoot: true);
        using PerceptronBackend backend = new(model, optimizer);
        DropoutMask mask = new(dropout);
        backend.Begin(Seed);
        mask.Begin(Seed);
        float losses = 0;
        long correct = 0;
        for (int step = 0; step < 20; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor inputs, Tensor labels) = train.Slice(0, step % 2 == 0 ? Samples : 13);
            using (no_grad())
            {
                foreach ((Parameter to, Parameter from) in twin.parameters().Zip(model.parameters())) to.copy_(from);
            }
            twin.zero_grad();
            Tensor logits = Forward(twin, inputs, mask);
            Tensor loss = nn.functional.cross_entropy(logits, labels);
            loss.backward();
            losses += loss.item<float>() * inputs.shape[0];
            correct += logits.argmax(1).eq(labels).sum().item<long>();

            backend.Step(inputs, labels);

            foreach ((Parameter found, Parameter expected) in model.parameters().Zip(twin.parameters()))
            {
                double largest = expected.grad!.abs().max().item<float>();
                double apart = (found.grad! - expected.grad!).abs().max().item<float>();
                Assert.True(apart <= 1e-5 * largest, $"step {step}: {apart} apart, the largest {largest}");
            }
        }
        Assert.Equal(losses, backend.Loss, losses * 1e-5);
        Assert.Equal(correct, backend.Correct);
    }

    [Theory]
    [InlineData(Optimizer.RmsProp)]
    [InlineData(Optimizer.RmsProp2021)]
    [InlineData(Optimizer.Adam)]
    [InlineData(Optimizer.Sgd)]
    public void Both_backends_take_a_perceptron_to_the_same_weights(Optimizer kind)
    {
        using LabelledSamples train = Blobs.Draw(Samples);
        using MultilayerPerceptron model = Network(dropout: 0), twin = Network(dropout: 0);
        using OptimizerHelper optimizer = Of(kind, model), twins = Of(kind, twin);
        using PerceptronBackend backend = new(model, optimizer);
        using AutogradBackend general = new(twin, twins, CPU);
        twin.train();
        float[] before = model.Weights();
        foreach (TrainingBackend each in (TrainingBackend[])[backend, general])
        {
            each.Begin(Seed);
            for (int step = 0; step < 10; step++)
            {
                using DisposeScope scope = NewDisposeScope();
                (Tensor inputs, Tensor labels) = train.Slice(step, Samples - 10);
                each.Step(inputs, labels);
            }
        }

        float[] found = model.Weights(), expected = twin.Weights();
        double moved = before.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        double apart = found.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(apart <= 1e-3 * moved, $"{apart} apart after a move of {moved}");
        Assert.Equal(general.Loss, backend.Loss, general.Loss * 1e-5);
        Assert.Equal(general.Correct, backend.Correct);
    }

    [Fact]
    public void It_trains_a_perceptron_in_float32_on_the_processor_and_nothing_else()
    {
        using MultilayerPerceptron perceptron = Network(0.2), wide = Network(0.2), frozen = Network(0.2);
        using ConvolutionalNetwork other = new(1, 4, 4, [3], 2, 0.2);
        wide.to(ScalarType.Float64);
        frozen.parameters().First().requires_grad = false;

        Assert.True(PerceptronBackend.CanTrain(perceptron));
        Assert.False(PerceptronBackend.CanTrain(wide));
        Assert.False(PerceptronBackend.CanTrain(frozen));
        Assert.False(PerceptronBackend.CanTrain(other));
    }

    private static OptimizerHelper Of(Optimizer kind, MultilayerPerceptron network)
    {
        Parameter[] parameters = [.. network.parameters()];
        return kind switch
        {
            Optimizer.RmsProp => new KerasRmsProp(parameters, 0.001, underRoot: true),
            Optimizer.RmsProp2021 => new KerasRmsProp(parameters, 0.001, underRoot: false),
            Optimizer.Adam => new KerasAdam(parameters, 0.001),
            _ => optim.SGD(parameters, 0.1),
        };
    }

    private static MultilayerPerceptron Network(double dropout)
    {
        manual_seed(1);
        return new MultilayerPerceptron(Blobs.Features, [40, 8, 5], Blobs.Classes, dropout);
    }

    private static Tensor Forward(MultilayerPerceptron network, Tensor inputs, DropoutMask mask)
    {
        Tensor x = inputs;
        foreach (DenseLayer layer in network.Layers.SkipLast(1))
        {
            x = layer.call(x);
            int samples = (int)x.shape[0], neurons = (int)x.shape[1];
            float[] factors = new float[samples * neurons];
            mask.Rows(samples, neurons, (row, some) => some.CopyTo(factors.AsSpan(row * neurons)));
            x = x.mul(tensor(factors, x.shape));
        }
        return network.Layers[^1].call(x);
    }
}
