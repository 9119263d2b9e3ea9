using Coterie.Training.Cpu;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Cpu;

/// <summary>
/// Compares loss and derivative with torch's automatic differentiation, for few and many classes, small and large logits.
/// </summary>
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

        (float found, int correct) =
            CrossEntropy.Differentiate(TensorMemory.Of<float>(logits), TensorMemory.Of<long>(labels), Samples, sums);

        Assert.Equal(loss.item<float>() * Samples, found, found * 1e-6);
        Assert.Equal(leaf.argmax(1).eq(labels).sum().item<long>(), correct);
        Assert.True(logits.allclose(leaf.grad!, rtol: 1e-5, atol: 1e-8));
        Assert.True(tensor(sums).allclose(leaf.grad!.sum(0, type: ScalarType.Float32), rtol: 1e-5, atol: 1e-6));
    }

    [Fact]
    public void NaN_stays_NaN_and_of_equal_logits_the_first_counts()
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
