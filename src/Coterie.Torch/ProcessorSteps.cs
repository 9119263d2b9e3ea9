using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Steps on the processor with the derivatives written out: to the bit what torch's automatic differentiation computes, but
/// gradients stay in one place, and what stands between two matrix products is one pass over the activations.
/// </summary>
internal sealed unsafe class ProcessorSteps : TrainingSteps
{
    private readonly IReadOnlyList<DenseLayer> layers;
    private readonly OptimizerHelper optimizer;
    private readonly Dropping dropping;
    private float loss;
    private long correct;

    /// <summary>Prepares.</summary>
    /// <param name="model">The network, on the processor.</param>
    /// <param name="optimizer">The optimiser of its parameters.</param>
    /// <param name="dropout">The share that is dropped.</param>
    public ProcessorSteps(MultilayerPerceptron model, OptimizerHelper optimizer, double dropout)
    {
        layers = model.Layers;
        this.optimizer = optimizer;
        dropping = new Dropping(dropout);
        foreach (Parameter parameter in model.parameters()) parameter.grad = zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override float Loss => loss;

    /// <inheritdoc/>
    public override long Correct => correct;

    /// <inheritdoc/>
    public override void Begin(int seed)
    {
        loss = 0;
        correct = 0;
        dropping.Begin(seed);
    }

    /// <inheritdoc/>
    public override void Take(Tensor images, Tensor classes)
    {
        using IDisposable guard = no_grad();
        Tensor[] inputs = new Tensor[layers.Count];
        inputs[0] = images;
        for (int l = 0; l + 1 < layers.Count; l++)
        {
            Tensor sums = nn.functional.linear(inputs[l], layers[l].Weight, layers[l].Bias);
            float* memory = TensorMemory.Of<float>(sums);
            dropping.InPieces(sums.numel(), (start, factors) => Rectifier.Forward(memory + start, factors));
            inputs[l + 1] = sums;
        }
        Tensor gradient = Slope(nn.functional.linear(inputs[^1], layers[^1].Weight, layers[^1].Bias), classes);
        for (int l = layers.Count - 1; l >= 0; l--)
        {
            layers[l].Weight.grad!.addmm_(gradient.t(), inputs[l], beta: 0, alpha: 1);
            layers[l].Bias.grad!.copy_(gradient.sum(0, type: ScalarType.Float32));
            if (l == 0) break;
            gradient = gradient.mm(layers[l].Weight);
            Rectifier.Back(TensorMemory.Of<float>(gradient), TensorMemory.Of<float>(inputs[l]), gradient.numel(), dropping.Factor);
        }
        optimizer.step();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    // The mean cross-entropy's derivative by the logits; a handful of numbers, so that torch's own graph costs little.
    private Tensor Slope(Tensor logits, Tensor classes)
    {
        Tensor leaf = logits.detach().requires_grad_();
        using (enable_grad())
        {
            Tensor mean = nn.functional.cross_entropy(leaf, classes);
            mean.backward();
            loss = MathF.FusedMultiplyAdd(mean.item<float>(), logits.shape[0], loss);
        }
        correct += logits.argmax(1).eq(classes).sum().item<long>();
        return leaf.grad!;
    }
}
