using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// Takes away what there is to learn and leaves everything else: the paper's "mixed" data sets
/// (arXiv:2106.04693, Section 4), in which the labels of both splits are permuted at random.
/// </summary>
public static class LabelMixing
{
    /// <summary>
    /// The same images under permuted labels, named <c>NAME-mixed</c>. Each split keeps as many samples of each class;
    /// the pixels are shared with <paramref name="data"/>.
    /// </summary>
    /// <param name="data">The data set to mix.</param>
    /// <param name="seed">Decides the permutations.</param>
    public static DataSet Mix(DataSet data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data with
        {
            Name = $"{data.Name}-mixed",
            Train = Permute(data.Train, new(seed, 0, 0)),
            Test = Permute(data.Test, new(seed, 1, 0)),
        };
    }

    private static ImageSet Permute(ImageSet images, SplitMix64 random)
    {
        int[] labels = [.. images.Labels];
        random.Shuffle(labels);
        return new(images.Pixels, labels, images.Height, images.Width);
    }
}
