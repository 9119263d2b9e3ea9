using static TorchSharp.torch;

namespace Coterie.Training.Models;

/// <summary>A kind of network that a study can train by its name.</summary>
public sealed record Network
{
    internal Network(Func<IReadOnlyList<long>, IReadOnlyList<int>, int, double, Device?, NetworkModel> build)
    {
        Build = build;
    }

    /// <summary>The name, as on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>The widths of its fully connected hidden layers unless others are asked for.</summary>
    public required IReadOnlyList<int> DefaultHidden { get; init; }

    /// <summary>
    /// Whether it takes images, channels × height × width, in colour where the data has it; else it takes each sample as features in a row.
    /// </summary>
    public required bool TakesImages { get; init; }

    /// <summary>
    /// Builds it: shape of a sample, widths of the fully connected hidden layers, classes, dropout, and the device to put it on (null for
    /// the processor). Weights are drawn from torch's generator.
    /// </summary>
    internal Func<IReadOnlyList<long>, IReadOnlyList<int>, int, double, Device?, NetworkModel> Build { get; }

    /// <summary>The shape in which it takes an image.</summary>
    /// <param name="channels">1 for a gray image, 3 for one in colour.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public long[] SampleShape(int channels, int height, int width)
    {
        return TakesImages ? [channels, height, width] : [(long)channels * height * width];
    }
}
