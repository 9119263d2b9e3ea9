using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>The fused steps against the same step in torch's tensor operations, bit for bit.</summary>
public class FusedUpdateTests
{
    private const double Rate = 0.001;

    // Less than a vector, vectors and a rest, several pieces and a rest of a piece.
    public static TheoryData<int> Lengths => [1, 7, 10, 64, 1001, (3 << 15) + 13];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void RmsProp_is_that_of_tensor_operations(int length)
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter weight = new(Start(length));
        using KerasRmsProp optimizer = new([weight], Rate);
        Tensor expected = Start(length), squares = zeros(length);
        foreach (Tensor gradient in Gradients(length))
        {
            Step(optimizer, weight, gradient);
            squares.mul_(0.9).addcmul_(gradient, gradient, 1 - 0.9);
            expected.addcdiv_(gradient, squares.add(1e-7).sqrt_(), -Rate);
            Same(expected, weight);
            Same(squares, ((RMSProp.State)optimizer.state_dict().State[0]).square_avg);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Adam_is_that_of_torch(int length)
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter weight = new(Start(length)), expected = new(Start(length));
        using FusedAdam optimizer = new([weight], Rate);
        using Adam twin = optim.Adam([expected], Rate, eps: 1e-7);
        foreach (Tensor gradient in Gradients(length))
        {
            Step(optimizer, weight, gradient);
            Step(twin, expected, gradient);
            Same(expected, weight);
            Adam.State state = (Adam.State)optimizer.state_dict().State[0], twins = (Adam.State)twin.state_dict().State[0];
            Same(twins.exp_avg, state.exp_avg);
            Same(twins.exp_avg_sq, state.exp_avg_sq);
        }
    }

    private static void Step(OptimizerHelper optimizer, Parameter weight, Tensor gradient)
    {
        optimizer.zero_grad();
        weight.mul(gradient).sum().backward();
        optimizer.step();
    }

    private static Tensor Start(int length)
    {
        return tensor(Draw(length, seed: 0, scale: 1));
    }

    // Of every size from what vanishes when squared to what overflows, zeros, and numbers too small to be normal.
    private static IEnumerable<Tensor> Gradients(int length)
    {
        float[] mixed = Draw(length, seed: 9, scale: 1);
        for (int k = 0; k < length; k++)
        {
            mixed[k] = (k % 7) switch { 0 => 0, 1 => -0f, 2 => float.Epsilon * k, 3 => 3e19f, 4 => 1e-22f, _ => mixed[k] };
        }
        foreach (float scale in (float[])[1, 1e-3f, 1e-8f, 1e-20f, 30]) yield return tensor(Draw(length, seed: 1, scale));
        yield return tensor(mixed);
        yield return tensor(Draw(length, seed: 2, scale: 1e-4f));
    }

    private static float[] Draw(int length, int seed, float scale)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() - 0.5f) * scale)];
    }

    private static void Same(Tensor expected, Tensor found)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] bits = [.. expected.detach().data<float>().Select(BitConverter.SingleToInt32Bits)];
        Assert.Equal(bits, found.detach().data<float>().Select(BitConverter.SingleToInt32Bits));
    }
}
