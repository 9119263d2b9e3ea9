using Coterie.Training.Cpu;
using Coterie.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Cpu;

/// <summary>Compares the fused steps with their definition, number by number and bit for bit, and with torch's tensor operations.</summary>
public class FusedUpdateTests
{
    private const float Rate = 0.001f;
    private const float Epsilon = 1e-7f;

    // Torch's roots may be off by a unit in the last place.
    private const double Nearly = 1e-6;

    // Less than a vector, vectors and a rest, several pieces and a rest.
    public static TheoryData<int> Lengths => [1, 7, 10, 64, 1001, (3 << 14) + 13];

    public static MatrixTheoryData<int, bool> LengthsAndPlacesOfEpsilon => new([1, 7, 10, 64, 1001, (3 << 14) + 13], [true, false]);

    [Theory]
    [MemberData(nameof(LengthsAndPlacesOfEpsilon))]
    public void RmsProp_is_its_definition(int length, bool underRoot)
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter weight = new(tensor(Start(length)));
        using KerasRmsProp optimizer = new([weight], Rate, underRoot);
        Tensor gradient = zeros(length);
        Action step = FusedUpdate.Of(optimizer, [weight], [gradient]);
        float[] w = Start(length), v = new float[length];
        foreach (float[] g in Gradients(length))
        {
            gradient.copy_(tensor(g));
            step();
            for (int k = 0; k < length; k++)
            {
                v[k] = Normal(MathF.FusedMultiplyAdd(g[k] * (float)(1 - 0.9), g[k], v[k] * 0.9f));
                w[k] += g[k] * -Rate / (underRoot ? MathF.Sqrt(v[k] + Epsilon) : MathF.Sqrt(v[k]) + Epsilon);
            }
            Same(w, weight);
            Same(v, optimizer.Squares()[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Adam_is_its_definition(int length)
    {
        using DisposeScope scope = NewDisposeScope();
        using Parameter weight = new(tensor(Start(length)));
        using KerasAdam optimizer = new([weight], Rate);
        Tensor gradient = zeros(length);
        Action step = FusedUpdate.Of(optimizer, [weight], [gradient]);
        float[] w = Start(length), m = new float[length], v = new float[length];
        int t = 0;
        foreach (float[] g in Gradients(length))
        {
            gradient.copy_(tensor(g));
            step();
            t++;
            float correction = (float)Math.Sqrt(1 - Math.Pow(0.999, t)), rate = (float)(-(double)Rate / (1 - Math.Pow(0.9, t)));
            for (int k = 0; k < length; k++)
            {
                m[k] = Normal(MathF.FusedMultiplyAdd(g[k], (float)(1 - 0.9), m[k] * 0.9f));
                v[k] = Normal(MathF.FusedMultiplyAdd(g[k] * (float)(1 - 0.999), g[k], v[k] * 0.999f));
                w[k] += m[k] * rate / (MathF.Sqrt(v[k]) / correction + Epsilon);
            }
            Same(w, weight);
            Same(m, optimizer.States()[0].exp_avg);
            Same(v, optimizer.States()[0].exp_avg_sq);
            Assert.Equal(t, optimizer.States()[0].step);
        }
    }

    [Theory]
    [InlineData(Optimizer.RmsProp)]
    [InlineData(Optimizer.RmsProp2021)]
    [InlineData(Optimizer.Adam)]
    public void A_step_is_nearly_that_of_tensor_operations(Optimizer optimizer)
    {
        const int length = 1001;
        using DisposeScope scope = NewDisposeScope();
        using Parameter weight = new(tensor(Start(length))), twin = new(tensor(Start(length)));
        using OptimizerHelper fused = New(weight), whole = New(twin);
        Tensor gradient = zeros(length);
        Action step = FusedUpdate.Of(fused, [weight], [gradient]);
        twin.grad = gradient;
        foreach (float[] g in Gradients(length).Take(5))
        {
            gradient.copy_(tensor(g));
            step();
            whole.step();
            Assert.True(weight.allclose(twin, rtol: Nearly, atol: Nearly * Rate));
        }

        OptimizerHelper New(Parameter parameter)
        {
            return optimizer == Optimizer.Adam
                ? new KerasAdam([parameter], Rate)
                : new KerasRmsProp([parameter], Rate, underRoot: optimizer == Optimizer.RmsProp);
        }
    }

    private static float Normal(float value)
    {
        return float.IsSubnormal(value) ? 0 : value;
    }

    private static float[] Start(int length)
    {
        return Draw(length, seed: 0, scale: 1);
    }

    // Numbers of every size, from those whose square is 0 to those whose square overflows, zeros and denormals.
    private static IEnumerable<float[]> Gradients(int length)
    {
        float[] mixed = Draw(length, seed: 9, scale: 1);
        for (int k = 0; k < length; k++)
        {
            mixed[k] = (k % 7) switch { 0 => 0, 1 => -0f, 2 => float.Epsilon * k, 3 => 3e19f, 4 => 1e-22f, _ => mixed[k] };
        }
        foreach (float scale in (float[])[1, 1e-3f, 1e-8f, 1e-20f, 30]) yield return Draw(length, seed: 1, scale);
        yield return mixed;
        yield return Draw(length, seed: 2, scale: 1e-4f);
    }

    private static float[] Draw(int length, int seed, float scale)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() - 0.5f) * scale)];
    }

    private static void Same(float[] expected, Tensor found)
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), found.detach().data<float>().Select(BitConverter.SingleToInt32Bits));
    }
}
