using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Steps on the processor with the derivatives written out: gradients stay in one place, and what stands between two matrix
/// products is one pass over the activations.
/// </summary>
internal sealed unsafe class ProcessorSteps : TrainingSteps
{
    private readonly Parameter[] parameters;
    private readonly Tensor[] gradients;
    private readonly Dropping dropping;
    private readonly Action update;
    private float loss;
    private long correct;

    /// <summary>Prepares.</summary>
    /// <param name="model">The network, on the processor.</param>
    /// <param name="optimizer">The optimiser of its parameters.</param>
    /// <param name="dropout">The share that is dropped.</param>
    public ProcessorSteps(MultilayerPerceptron model, OptimizerHelper optimizer, double dropout)
    {
        // In the optimiser's order: a layer's weights, its bias, the next layer's.
        parameters = [.. model.parameters()];
        gradients = [.. parameters.Select(parameter => zeros_like(parameter).DetachFromDisposeScope())];
        for (int k = 0; k < parameters.Length; k++) parameters[k].grad = gradients[k];
        dropping = new Dropping(dropout);
        update = FusedUpdate.Of(optimizer, parameters, gradients);
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
    public override void Differentiate(Tensor images, Tensor classes)
    {
        using IDisposable guard = no_grad();
        int samples = (int)images.shape[0], layers = parameters.Length / 2;
        Tensor[] inputs = new Tensor[layers];
        inputs[0] = images;
        for (int l = 0; l + 1 < layers; l++)
        {
            Tensor products = nn.functional.linear(inputs[l], parameters[2 * l]);
            float* memory = TensorMemory.Of<float>(products), bias = TensorMemory.Of<float>(parameters[2 * l + 1]);
            int neurons = (int)products.shape[1];
            dropping.InRows(samples, neurons, (row, factors) => Rectifier.Forward(memory + (long)row * neurons, new(bias, neurons), factors));
            inputs[l + 1] = products;
        }
        Tensor gradient = nn.functional.linear(inputs[^1], parameters[^2], parameters[^1]);
        (float batchLoss, int batchCorrect) = CrossEntropy.Differentiate(
            TensorMemory.Of<float>(gradient), TensorMemory.Of<long>(classes), samples, OfBias(layers - 1));
        loss += batchLoss;
        correct += batchCorrect;
        for (int l = layers - 1; l >= 0; l--)
        {
            gradients[2 * l].addmm_(gradient.t(), inputs[l], beta: 0, alpha: 1);
            if (l == 0) break;
            gradient = gradient.mm(parameters[2 * l]);
            Rectifier.Back(TensorMemory.Of<float>(gradient), TensorMemory.Of<float>(inputs[l]), samples, dropping.Factor, OfBias(l - 1));
        }
    }

    /// <inheritdoc/>
    public override void Update()
    {
        update();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (Tensor gradient in gradients) gradient.Dispose();
    }

    private Span<float> OfBias(int layer)
    {
        Tensor gradient = gradients[2 * layer + 1];
        return new Span<float>(TensorMemory.Of<float>(gradient), (int)gradient.numel());
    }
}
