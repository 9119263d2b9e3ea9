using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>Training steps of any module on any device, by torch's automatic differentiation.</summary>
internal sealed class AutogradBackend(nn.Module<Tensor, Tensor> model, OptimizerHelper optimizer, Device device) : TrainingBackend
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
    public override void Step(Tensor inputs, Tensor labels)
    {
        optimizer.zero_grad();
        Tensor logits = model.call(inputs);
        Tensor batchLoss = nn.functional.cross_entropy(logits, labels);
        batchLoss.backward();
        // The sums stay on the device: reading a number would wait until the device has computed it.
        loss.add_(batchLoss.detach(), inputs.shape[0]);
        correct.add_(logits.detach().argmax(1).eq(labels).sum());
        optimizer.step();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        loss.Dispose();
        correct.Dispose();
    }
}
