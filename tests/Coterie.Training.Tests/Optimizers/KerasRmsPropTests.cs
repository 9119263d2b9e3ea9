using Coterie.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Optimizers;

public class KerasRmsPropTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Epsilon_is_under_the_root_or_added_to_it(bool underRoot)
    {
        // Gradients from far above to far below √ε ≈ 3·10⁻⁴, where the two definitions differ.
        double[][] gradients = [[1, 1e-3, 3e-4, 1e-5, 0], [-0.5, 1e-3, 0, 1e-6, 0], [2, -1e-3, 3e-4, -1e-5, 0]];
        double[] expected = [1, 1, 1, 1, 1];
        double[] squares = new double[5];
        using Parameter weight = new(ones(5, dtype: ScalarType.Float64));
        using KerasRmsProp optimizer = new([weight], 0.001, underRoot);
        foreach (double[] gradient in gradients)
        {
            for (int k = 0; k < 5; k++)
            {
                squares[k] = 0.9 * squares[k] + 0.1 * gradient[k] * gradient[k];
                double divisor = underRoot ? Math.Sqrt(squares[k] + 1e-7) : Math.Sqrt(squares[k]) + 1e-7;
                expected[k] -= 0.001 * gradient[k] / divisor;
            }
            using Tensor given = tensor(gradient);
            optimizer.zero_grad();
            using Tensor loss = weight.mul(given).sum();
            loss.backward();
            optimizer.step();
        }
        double[] found = weight.detach().data<double>().ToArray();
        for (int k = 0; k < 5; k++) Assert.Equal(expected[k], found[k], 1e-12);
    }

    [Fact]
    public void Added_to_the_root_it_is_torchs()
    {
        using Parameter weight = new(ones(100)), twin = new(ones(100));
        using KerasRmsProp optimizer = new([weight], 0.001, underRoot: false);
        using OptimizerHelper torchs = optim.RMSProp([twin], 0.001, alpha: 0.9, eps: 1e-7);
        using Generator generator = new(1);
        for (int step = 0; step < 20; step++)
        {
            using Tensor gradient = randn(100, generator: generator).mul_(Math.Pow(10, -step));
            weight.grad = gradient;
            twin.grad = gradient;
            optimizer.step();
            torchs.step();
        }
        Assert.True(weight.allclose(twin, rtol: 1e-6, atol: 1e-9));
    }
}
