using Coterie.Data;
using Coterie.Torch;
using Coterie.Training.Models;

namespace Coterie.Training.Studies;

/// <summary>Loads the images of a study and gives them the shape that its network takes.</summary>
public static class StudyData
{
    /// <summary>
    /// Loads a data set by a study's settings: scaled, reduced to fewer samples, with permuted or noisy labels, in colour if the network
    /// takes images.
    /// </summary>
    /// <param name="settings">The study's settings.</param>
    /// <param name="directory">The folder with the data set; null to look for it, or to download it.</param>
    /// <param name="progress">Receives the progress of downloads and decoding, one report at a time, from other threads.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="InputException">The data cannot be found or read, or has too few samples for what is asked.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<DataSet> LoadAsync(
        StudySettings settings, string? directory, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        DataSettings data = settings.Data;
        DataSet images = await Store(settings, directory).LoadAsync(data.Name, progress, cancellation);
        if (data.MixLabels) return LabelMixing.Mix(images, data.Seed);
        return data.LabelNoise > 0 ? LabelMixing.AddNoise(images, data.LabelNoise, data.Seed) : images;
    }

    /// <summary>
    /// Whether a study's data can be compared with those of a finished run: they are here and need no download, or the user named their
    /// folder, which must then be read.
    /// </summary>
    /// <param name="settings">The study's settings.</param>
    /// <param name="directory">The folder with the data set; null to look for it.</param>
    /// <exception cref="InputException">A folder cannot be read.</exception>
    public static bool IsAtHand(StudySettings settings, string? directory)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return directory is not null || Store(settings, directory).IsAtHand(settings.Data.Name);
    }

    private static DataStore Store(StudySettings settings, string? directory) => new()
    {
        Directory = directory,
        Samples = settings.Data.Samples,
        ImageSize = settings.Data.ImageSize,
        SplitSeed = settings.Data.Seed,
        SkipBadImages = settings.Data.SkipBadImages,
        KeepColour = Networks.Find(settings.Training.Network).TakesImages,
    };

    /// <summary>Makes samples of the shape that a network takes, on a device.</summary>
    internal static LabelledSamples Samples(ImageSet images, int classes, Network network, TorchSharp.torch.Device device)
    {
        long[] shape = network.SampleShape(images.Channels, images.Height, images.Width);
        return new LabelledSamples(images.Pixels, shape, images.Labels, classes, device);
    }
}
