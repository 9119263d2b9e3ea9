using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

/// <summary>The loss and its derivative against torch's automatic one, from two classes to many and from doubt to certainty.</summary>
public unsafe class CrossEntropyTests
{
    private const int Samples = 50;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(11, 8)]
    [InlineData(1000, 80)]
    public void They_are_those_of_torch(int classes, double spread)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor logits, Tensor labels) = Draw(classes, spread);
        Tensor leaf = logits.clone().requires_grad_();
        Tensor loss = nn.functional.cross_entropy(leaf, labels);
        loss.backward();
        float[] sums = new float[classes];

        (float found, int correct) = CrossEntropy.Differentiate(TensorMemory.Of<float>(logits), TensorMemory.Of<long>(labels), Samples, sums);

        Assert.Equal(loss.item<float>() * Samples, found, found * 1e-6);
        Assert.Equal(leaf.argmax(1).eq(labels).sum().item<long>(), correct);
        Assert.True(logits.allclose(leaf.grad!, rtol: 1e-5, atol: 1e-8));
        Assert.True(tensor(sums).allclose(leaf.grad!.sum(0, type: ScalarType.Float32), rtol: 1e-5, atol: 1e-6));
    }

    [Fact]
    public void In_bfloat16_the_derivative_is_rounded_at_the_end()
    {
        const int classes = 11;
        using DisposeScope scope = NewDisposeScope();
        (Tensor logits, Tensor labels) = Draw(classes, spread: 8);
        Tensor halved = logits.to(ScalarType.BFloat16), single = halved.to(ScalarType.Float32);
        float[] sums = new float[classes], expected = new float[classes];

        (float loss, int correct) = CrossEntropy.Differentiate(TensorMemory.Of<float>(single), TensorMemory.Of<long>(labels), Samples, expected);
        (float found, int itsCorrect) = CrossEntropy.Differentiate(TensorMemory.Of<ushort>(halved), TensorMemory.Of<long>(labels), Samples, sums);

        Assert.Equal((loss, correct), (found, itsCorrect));
        Assert.Equal(single.to(ScalarType.BFloat16).to(ScalarType.Float32).ToArray<float>(), halved.to(ScalarType.Float32).ToArray<float>());
        Assert.Equal(expected, sums);
    }

    [Fact]
    public void What_is_no_number_stays_so_and_of_equal_logits_the_first_counts()
    {
        float[] logits = [float.NaN, 0, 1, 1];
        long[] labels = [1, 0];
        float[] sums = new float[2];
        fixed (float* l = logits)
        fixed (long* own = labels)
        {
            (float loss, int correct) = CrossEntropy.Differentiate(l, own, 2, sums);
            Assert.Equal(float.NaN, loss);
            Assert.Equal(1, correct);
        }
        Assert.Equal(float.NaN, logits[0]);
        Assert.Equal([-0.25f, 0.25f], logits[2..]);
    }

    private static (Tensor Logits, Tensor Labels) Draw(int classes, double spread)
    {
        manual_seed(1);
        return (randn(Samples, classes).mul(spread), randint(0, classes, Samples, dtype: ScalarType.Int64));
    }
}
