using Coterie.Training;

namespace Coterie.Runs.Studies;

/// <summary>
/// What a study does: everything that decides its figures, and nothing that does not. The defaults are the paper's
/// for MNIST, which is the classic Keras MLP example.
/// </summary>
public sealed record StudySettings
{
    /// <summary>The data set's name, or the path of a folder or zip of images.</summary>
    public required string DataSet { get; init; }

    /// <summary>Whether the labels of both splits are permuted at random.</summary>
    public bool MixLabels { get; init; }

    /// <summary>Rows, and columns, to which images are scaled; null for the data set's own size.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Whether images that cannot be decoded are left out, and counted, or refused.</summary>
    public bool SkipBadImages { get; init; }

    /// <summary>How many training samples, and a sixth as many for the test, or enough for every class; null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>The widths of the hidden layers.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [512, 512];

    /// <summary>The share of a hidden layer's activations dropped in training.</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>How the weights follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.RmsProp;

    /// <summary>The learning rate.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The samples of a training step.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>How many times training passes over the samples.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>How many snapshots, at even spacing, the last after the last epoch.</summary>
    public int Snapshots { get; init; } = 20;

    /// <summary>Decides every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>At most how many neurons represent a class: S.</summary>
    public int Top { get; init; } = 50;

    /// <summary>Into how many bins activations are counted: R.</summary>
    public int Bins { get; init; } = 50;

    /// <summary>Gephi's resolution for Louvain and Leiden.</summary>
    public double Resolution { get; init; } = 0.5;

    /// <summary>
    /// How many threads work at once. Training, not the analysis, depends on it: with another number torch adds up in another order.
    /// </summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where the network trains: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, <c>mps</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The epochs after which a snapshot is taken, ascending.</summary>
    public IReadOnlyList<int> SnapshotEpochs()
    {
        return [.. Enumerable.Range(1, Snapshots).Select(k => (int)Math.Round(k * (double)Epochs / Snapshots, MidpointRounding.AwayFromZero))];
    }
}
