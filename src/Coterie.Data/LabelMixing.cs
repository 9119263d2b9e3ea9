using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// Permutes the labels of both splits at random, so that there is nothing to learn and all else stays: the "mixed" data sets of
/// arXiv:2106.04693, Section 4.
/// </summary>
public static class LabelMixing
{
    /// <summary>
    /// The same images with permuted labels, named <c>NAME-mixed</c>. Each split keeps the number of samples of each class, and shares
    /// its pixels with <paramref name="data"/>.
    /// </summary>
    /// <param name="data">The data set.</param>
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
        return new(images.Pixels, labels, images.Height, images.Width, images.Channels);
    }
}
