using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Bench.Kernels.Twins;

/// <summary>Training as written by hand in TorchSharp: all data as float32, and nothing but the training steps.</summary>
internal sealed class BareTraining : IDisposable
{
    private readonly Sequential network;
    private readonly RMSProp optimizer;
    private readonly Tensor images;
    private readonly Tensor classes;
    private readonly int batch;

    public BareTraining(byte[] pixels, int[] labels, int classCount, int batch)
    {
        this.batch = batch;
        int features = pixels.Length / labels.Length;
        network = nn.Sequential(
            nn.Linear(features, 512),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(512, 512),
            nn.ReLU(),
            nn.Dropout(0.2),
            nn.Linear(512, classCount));
        optimizer = optim.RMSProp(network.parameters(), 0.001, alpha: 0.9, eps: 1e-7);
        using DisposeScope scope = NewDisposeScope();
        images = (tensor(pixels, [labels.Length, features]).to(ScalarType.Float32) / 255).DetachFromDisposeScope();
        classes = tensor(labels, dtype: ScalarType.Int64).DetachFromDisposeScope();
    }

    public void RunEpoch()
    {
        using DisposeScope epoch = NewDisposeScope();
        Tensor order = randperm(classes.shape[0]);
        network.train();
        for (long start = 0; start < classes.shape[0]; start += batch)
        {
            using DisposeScope step = NewDisposeScope();
            Tensor indices = order.narrow(0, start, Math.Min(batch, classes.shape[0] - start));
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(images.index_select(0, indices)), classes.index_select(0, indices)).backward();
            optimizer.step();
        }
    }

    /// <summary>A forward pass over all samples, without keeping the results.</summary>
    public void Forward(int rows)
    {
        network.eval();
        using IDisposable guard = no_grad();
        for (long start = 0; start < classes.shape[0]; start += rows)
        {
            using DisposeScope scope = NewDisposeScope();
            network.call(images.narrow(0, start, Math.Min(rows, classes.shape[0] - start)));
        }
    }

    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
        images.Dispose();
        classes.Dispose();
    }
}
