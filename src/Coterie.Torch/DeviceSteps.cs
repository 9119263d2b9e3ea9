using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Steps by torch's automatic differentiation, on any device.</summary>
internal sealed class DeviceSteps(MultilayerPerceptron model, OptimizerHelper optimizer, Device device) : TrainingSteps
{
    private readonly Tensor loss = zeros(1, device: device).DetachFromDisposeScope();
    private readonly Tensor correct = zeros(1, dtype: ScalarType.Int64, device: device).DetachFromDisposeScope();

    /// <inheritdoc/>
    public override float Loss => loss.item<float>();

    /// <inheritdoc/>
    public override long Correct => correct.item<long>();

    /// <inheritdoc/>
    public override void Begin(int seed)
    {
        loss.zero_();
        correct.zero_();
        manual_seed(seed);
    }

    /// <inheritdoc/>
    public override void Differentiate(Tensor images, Tensor classes)
    {
        optimizer.zero_grad();
        Tensor logits = model.call(images);
        Tensor batchLoss = nn.functional.cross_entropy(logits, classes);
        batchLoss.backward();
        // Sums stay on the device: asking for a number would wait for it.
        loss.add_(batchLoss.detach(), images.shape[0]);
        correct.add_(logits.detach().argmax(1).eq(classes).sum());
    }

    /// <inheritdoc/>
    public override void Update()
    {
        optimizer.step();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        loss.Dispose();
        correct.Dispose();
    }
}
