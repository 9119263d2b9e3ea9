using Coterie.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training.Tests.Optimizers;

public class KerasRmsPropTests
{
    [Fact]
    public void Epsilon_is_under_the_root()
    {
        // Gradients from far above to far below √ε ≈ 3·10⁻⁴, where the two definitions differ.
        double[][] gradients = [[1, 1e-3, 3e-4, 1e-5, 0], [-0.5, 1e-3, 0, 1e-6, 0], [2, -1e-3, 3e-4, -1e-5, 0]];
        double[] expected = [1, 1, 1, 1, 1];
        double[] squares = new double[5];
        using Parameter weight = new(ones(5, dtype: ScalarType.Float64));
        using KerasRmsProp optimizer = new([weight], 0.001);
        foreach (double[] gradient in gradients)
        {
            for (int k = 0; k < 5; k++)
            {
                squares[k] = 0.9 * squares[k] + 0.1 * gradient[k] * gradient[k];
                expected[k] -= 0.001 * gradient[k] / Math.Sqrt(squares[k] + 1e-7);
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
}
