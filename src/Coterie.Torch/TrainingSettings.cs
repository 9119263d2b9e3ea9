namespace Coterie.Torch;

/// <summary>How a classifier is built and trained. The defaults are the classic Keras MLP example, as in the paper.</summary>
public sealed record TrainingSettings
{
    /// <summary>The widths of the hidden layers, each at least 1.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [512, 512];

    /// <summary>The share of a hidden layer's activations dropped in training, in [0, 1).</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>How weights follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.RmsProp;

    /// <summary>The learning rate.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The samples of a step; an epoch's last batch may be smaller.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Decides initial weights, the order of samples and what dropout drops.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where to train: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>In what numbers matrix products are computed.</summary>
    public Precision Precision { get; init; } = Precision.Float32;
}
