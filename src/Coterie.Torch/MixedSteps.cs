using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Steps on the processor in mixed precision: matrix products take and give bfloat16, what stands between them is computed in
/// single precision and rounded, and weights, their optimiser and the loss are in single precision.
/// </summary>
internal sealed unsafe class MixedSteps : TrainingSteps
{
    private readonly Parameter[] parameters;
    private readonly Dropping dropping;

    // In bfloat16, in the order of the parameters: a layer's weights, its bias, the next layer's.
    private readonly Tensor[] twins;
    private readonly Tensor[] gradients;
    private readonly Action update;
    private float loss;
    private long correct;

    /// <summary>Prepares.</summary>
    /// <param name="model">The network, on the processor.</param>
    /// <param name="optimizer">The optimiser of its parameters.</param>
    /// <param name="dropout">The share that is dropped.</param>
    public MixedSteps(MultilayerPerceptron model, OptimizerHelper optimizer, double dropout)
    {
        parameters = [.. model.parameters()];
        dropping = new Dropping(dropout);
        twins = [.. parameters.Select(parameter => parameter.detach().to(ScalarType.BFloat16).DetachFromDisposeScope())];
        gradients = [.. twins.Select(twin => zeros_like(twin).DetachFromDisposeScope())];
        update = optimizer is KerasRmsProp rmsProp ? FusedUpdate.Of(rmsProp, parameters, gradients, twins) : InSinglePrecision(optimizer);
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
        Renew();
    }

    /// <inheritdoc/>
    public override void Differentiate(Tensor images, Tensor classes)
    {
        using IDisposable guard = no_grad();
        int samples = (int)images.shape[0], layers = parameters.Length / 2;
        Tensor[] inputs = new Tensor[layers];
        inputs[0] = images.to(ScalarType.BFloat16);
        for (int l = 0; l + 1 < layers; l++)
        {
            Tensor sums = nn.functional.linear(inputs[l], twins[2 * l], twins[2 * l + 1]);
            ushort* memory = TensorMemory.Of<ushort>(sums);
            int neurons = (int)sums.shape[1];
            dropping.InRows(samples, neurons, (row, factors) => Rectifier.Forward(memory + (long)row * neurons, factors));
            inputs[l + 1] = sums;
        }
        Tensor gradient = nn.functional.linear(inputs[^1], twins[^2], twins[^1]);
        float[] sumsOf = new float[gradient.shape[1]];
        (float batchLoss, int batchCorrect) = CrossEntropy.Differentiate(TensorMemory.Of<ushort>(gradient), TensorMemory.Of<long>(classes), samples, sumsOf);
        loss += batchLoss;
        correct += batchCorrect;
        for (int l = layers - 1; l >= 0; l--)
        {
            gradients[2 * l].addmm_(gradient.t(), inputs[l], beta: 0, alpha: 1);
            Narrow(sumsOf, TensorMemory.Of<ushort>(gradients[2 * l + 1]));
            if (l == 0) break;
            gradient = gradient.mm(twins[2 * l]);
            sumsOf = new float[gradient.shape[1]];
            Rectifier.Back(TensorMemory.Of<ushort>(gradient), TensorMemory.Of<ushort>(inputs[l]), samples, dropping.Factor, sumsOf);
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
        foreach (Tensor tensor in (Tensor[])[.. twins, .. gradients]) tensor.Dispose();
    }

    private Action InSinglePrecision(OptimizerHelper optimizer)
    {
        Tensor[] singles = [.. parameters.Select(parameter => zeros_like(parameter).DetachFromDisposeScope())];
        for (int k = 0; k < parameters.Length; k++) parameters[k].grad = singles[k];
        Action step = FusedUpdate.Of(optimizer, parameters, singles);
        return () =>
        {
            for (int k = 0; k < parameters.Length; k++) singles[k].copy_(gradients[k]);
            step();
            Renew();
        };
    }

    private void Renew()
    {
        using IDisposable guard = no_grad();
        for (int k = 0; k < parameters.Length; k++) twins[k].copy_(parameters[k]);
    }

    private static void Narrow(ReadOnlySpan<float> singles, ushort* halved)
    {
        for (int k = 0; k < singles.Length; k++) halved[k] = Bfloat16.Narrowed(singles[k]);
    }
}
