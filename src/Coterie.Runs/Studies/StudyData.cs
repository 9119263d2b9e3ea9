using Coterie.Data;
using Coterie.Torch;
using Coterie.Training.Models;

namespace Coterie.Runs.Studies;

/// <summary>Loads the images of a study and gives them the shape that its network takes.</summary>
public static class StudyData
{
    /// <summary>
    /// Loads a data set by a study's settings: scaled, reduced to fewer samples, with mixed labels, in colour if the network takes images.
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
        DataStore store = new()
        {
            Directory = directory,
            Samples = data.Samples,
            ImageSize = data.ImageSize,
            SplitSeed = data.Seed,
            SkipBadImages = data.SkipBadImages,
            KeepColour = Networks.Find(settings.Training.Network).TakesImages,
        };
        DataSet images = await store.LoadAsync(data.Name, progress, cancellation);
        return data.MixLabels ? LabelMixing.Mix(images, data.Seed) : images;
    }

    /// <summary>Makes samples of the shape that a network takes, on a device.</summary>
    internal static LabelledSamples Samples(ImageSet images, int classes, Network network, TorchSharp.torch.Device device)
    {
        long[] shape = network.SampleShape(images.Channels, images.Height, images.Width);
        return new LabelledSamples(images.Pixels, shape, images.Labels, classes, device);
    }
}
