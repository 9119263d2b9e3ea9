using Coterie.Training.Cpu;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Cpu;

/// <summary>Compares the fused passes with torch's operations one after the other, on numbers of every kind.</summary>
public unsafe class ReluTests
{
    private const int Samples = 3;

    public static TheoryData<int> Lengths => [1, 7, 16, 64, 1001];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Forward_is_the_bias_then_ReLU_then_the_factors(int neurons)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor products = tensor(Numbers(Samples * neurons, seed: 1), [Samples, neurons]), bias = tensor(Numbers(neurons, seed: 5));
        Tensor factors = tensor(Factors(Samples * neurons), [Samples, neurons]);
        Tensor expected = products.add(bias).relu().mul(factors);
        Relu.Forward(TensorMemory.Of<float>(products), bias.data<float>().ToArray(), factors.data<float>().ToArray());
        Assert.Equal(Singles(expected), Singles(products));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Back_lets_through_what_was_kept_above_zero_and_adds_up_columns(int neurons)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor activations = tensor(Activations(Samples * neurons)), gradients = tensor(Numbers(Samples * neurons, seed: 2));
        Tensor expected = where(activations > 0, gradients.mul(1.25), zeros(Samples * neurons));
        float[] sums = new float[neurons];
        Relu.Back(TensorMemory.Of<float>(gradients), TensorMemory.Of<float>(activations), Samples, 1.25f, sums);
        Assert.Equal(Singles(expected), Singles(gradients));
        Assert.Equal(ColumnSums(Singles(expected), neurons), sums);
    }

    private static float[] ColumnSums(float[] rows, int neurons)
    {
        return [.. Enumerable.Range(0, neurons).Select(k => rows[k] + rows[neurons + k] + rows[2 * neurons + k])];
    }

    private static float[] Singles(Tensor tensor)
    {
        return tensor.to(ScalarType.Float32).data<float>().ToArray();
    }

    private static float[] Numbers(int length, int seed)
    {
        float[] odd =
            [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, 1e-38f];
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(k => k % 5 == 3 ? odd[random.Next(odd.Length)] : random.NextSingle() - 0.5f)];
    }

    private static float[] Activations(int length)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(3) == 0 ? 0 : random.NextSingle())];
    }

    private static float[] Factors(int length)
    {
        Random random = new(4);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(5) == 0 ? 0 : 1.25f)];
    }
}
