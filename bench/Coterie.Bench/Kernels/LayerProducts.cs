using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Bench.Kernels;

/// <summary>
/// Only the matrix products of a training epoch. For each layer and batch: forward, the gradient of the weights, and, except in
/// the first layer, the gradient of the inputs.
/// </summary>
internal sealed class LayerProducts : IDisposable
{
    private readonly Tensor[] inputs;
    private readonly Tensor[] weights;
    private readonly Tensor[] gradients;
    private readonly int batches;

    public LayerProducts(int[] widths, int samples, int batch)
    {
        batches = samples / batch;
        int layers = widths.Length - 1;
        inputs = [.. Enumerable.Range(0, layers).Select(l => rand(batch, widths[l]))];
        weights = [.. Enumerable.Range(0, layers).Select(l => rand(widths[l + 1], widths[l]))];
        gradients = [.. Enumerable.Range(0, layers).Select(l => rand(batch, widths[l + 1]))];
        for (int l = 0; l < layers; l++) Operations += 2.0 * batches * batch * widths[l] * widths[l + 1] * (l == 0 ? 2 : 3);
    }

    /// <summary>The number of multiplications and additions in an epoch.</summary>
    public double Operations { get; }

    public void RunEpoch()
    {
        using IDisposable guard = no_grad();
        for (int step = 0; step < batches; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            for (int l = 0; l < inputs.Length; l++)
            {
                inputs[l].matmul(weights[l].t());
                gradients[l].t().matmul(inputs[l]);
                if (l > 0) gradients[l].matmul(weights[l]);
            }
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in inputs.Concat(weights).Concat(gradients)) tensor.Dispose();
    }
}
