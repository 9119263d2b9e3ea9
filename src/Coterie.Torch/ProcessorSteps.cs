using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Steps on the processor with the derivatives written out: in float32 to the bit what torch's automatic differentiation
/// computes, but gradients stay in one place, and what stands between two matrix products is one pass over the activations.
/// </summary>
internal sealed unsafe class ProcessorSteps : TrainingSteps
{
    // Factors are used while they are in the first-level cache.
    private const int Piece = 1 << 12;

    private readonly IReadOnlyList<DenseLayer> layers;
    private readonly OptimizerHelper optimizer;
    private readonly double dropout;
    private readonly bool halved;
    private readonly float[] factors = new float[Piece];

    // What products take and give for each layer: the parameters and their gradients themselves, or twins in bfloat16.
    private readonly Tensor[] weights;
    private readonly Tensor[] biases;
    private readonly Tensor[] gradients;
    private DropoutGenerator generator;
    private float loss;
    private long correct;

    /// <summary>Prepares.</summary>
    /// <param name="model">The network, on the processor.</param>
    /// <param name="optimizer">The optimiser of its parameters.</param>
    /// <param name="settings">How it is trained.</param>
    public ProcessorSteps(MultilayerPerceptron model, OptimizerHelper optimizer, TrainingSettings settings)
    {
        layers = model.Layers;
        this.optimizer = optimizer;
        dropout = settings.Dropout;
        halved = settings.Precision == Precision.Bf16;
        generator = new DropoutGenerator(0, dropout);
        foreach (Parameter parameter in model.parameters()) parameter.grad = zeros_like(parameter).DetachFromDisposeScope();
        weights = [.. layers.Select(layer => Twin(layer.Weight))];
        biases = [.. layers.Select(layer => Twin(layer.Bias))];
        gradients = [.. layers.Select(layer => Twin(layer.Weight.grad!))];
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
        generator = new DropoutGenerator((uint)seed, dropout);
        RenewTwins();
    }

    /// <inheritdoc/>
    public override void Take(Tensor images, Tensor classes)
    {
        using IDisposable guard = no_grad();
        Tensor[] inputs = new Tensor[layers.Count];
        inputs[0] = halved ? images.to(ScalarType.BFloat16) : images;
        for (int l = 0; l + 1 < layers.Count; l++)
        {
            inputs[l + 1] = nn.functional.linear(inputs[l], weights[l], biases[l]);
            Activate(inputs[l + 1]);
        }
        Tensor logits = nn.functional.linear(inputs[^1], weights[^1], biases[^1]);
        Tensor gradient = Slope(halved ? logits.to(ScalarType.Float32) : logits, classes);
        if (halved) gradient = gradient.to(ScalarType.BFloat16);
        for (int l = layers.Count - 1; l >= 0; l--)
        {
            gradients[l].addmm_(gradient.t(), inputs[l], beta: 0, alpha: 1);
            if (halved) layers[l].Weight.grad!.copy_(gradients[l]);
            layers[l].Bias.grad!.copy_(gradient.sum(0, type: ScalarType.Float32));
            if (l == 0) break;
            gradient = gradient.mm(weights[l]);
            TakeBack(gradient, inputs[l]);
        }
        optimizer.step();
        RenewTwins();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (!halved) return;
        foreach (Tensor twin in (Tensor[])[.. weights, .. biases, .. gradients]) twin.Dispose();
    }

    private Tensor Twin(Tensor single)
    {
        return halved ? single.detach().to(ScalarType.BFloat16).DetachFromDisposeScope() : single;
    }

    private void RenewTwins()
    {
        if (!halved) return;
        using IDisposable guard = no_grad();
        for (int l = 0; l < layers.Count; l++)
        {
            weights[l].copy_(layers[l].Weight);
            biases[l].copy_(layers[l].Bias);
        }
    }

    private void Activate(Tensor sums)
    {
        long length = sums.numel();
        void* memory = halved ? TensorMemory.Of<ushort>(sums) : TensorMemory.Of<float>(sums);
        if (dropout == 0) Array.Fill(factors, 1);
        for (long start = 0; start < length; start += Piece)
        {
            Span<float> some = factors.AsSpan(0, (int)Math.Min(Piece, length - start));
            if (dropout > 0) generator.Fill(some);
            if (halved) Rectifier.Forward((ushort*)memory + start, some);
            else Rectifier.Forward((float*)memory + start, some);
        }
    }

    private void TakeBack(Tensor gradient, Tensor activations)
    {
        float scale = 1f / (float)(1 - dropout);
        long length = gradient.numel();
        if (halved) Rectifier.Back(TensorMemory.Of<ushort>(gradient), TensorMemory.Of<ushort>(activations), length, scale);
        else Rectifier.Back(TensorMemory.Of<float>(gradient), TensorMemory.Of<float>(activations), length, scale);
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
