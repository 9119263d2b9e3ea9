using System.Globalization;
using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// Permutes labels at random, all of them or a share: what is left to learn shrinks, or is gone, and all else stays.
/// </summary>
public static class LabelMixing
{
    /// <summary>
    /// The same images with permuted labels, named <c>NAME-mixed</c>: the "mixed" data sets of arXiv:2106.04693, Section 4. Each split
    /// keeps the number of samples of each class, and shares its pixels with <paramref name="data"/>.
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

    /// <summary>
    /// The same images with noisy training labels, named <c>NAME-noise-0.4</c>: the labels of a share of the training samples, chosen at
    /// random, are permuted among these samples. Each class keeps its number of samples, so some labels come back to their class: of ten
    /// classes, a tenth. Test labels stay.
    /// </summary>
    /// <param name="data">The data set.</param>
    /// <param name="share">The share of the training samples, 0..1.</param>
    /// <param name="seed">Decides which, and the permutation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not in 0..1.</exception>
    public static DataSet AddNoise(DataSet data, double share, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share is in 0..1.");
        SplitMix64 random = new(seed, 2, 0);
        int[] samples = [.. Enumerable.Range(0, data.Train.Count)];
        random.Shuffle(samples);
        Span<int> chosen = samples.AsSpan(0, (int)Math.Round(share * samples.Length));
        int[] moved = new int[chosen.Length];
        for (int k = 0; k < moved.Length; k++) moved[k] = data.Train.Labels[chosen[k]];
        random.Shuffle(moved);
        int[] labels = [.. data.Train.Labels];
        for (int k = 0; k < moved.Length; k++) labels[chosen[k]] = moved[k];
        return data with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{data.Name}-noise-{share}"),
            Train = WithLabels(data.Train, labels),
        };
    }

    private static ImageSet Permute(ImageSet images, SplitMix64 random)
    {
        int[] labels = [.. images.Labels];
        random.Shuffle(labels);
        return WithLabels(images, labels);
    }

    private static ImageSet WithLabels(ImageSet images, int[] labels)
    {
        return new(images.Pixels, labels, images.Height, images.Width, images.Channels);
    }
}
