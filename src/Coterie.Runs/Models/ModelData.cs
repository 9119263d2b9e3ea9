using Coterie.Data;
using Coterie.Onnx;
using Coterie.Runs.Files;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Models;

/// <summary>Samples for models, made from images or arrays.</summary>
/// <param name="Train">The samples that are analysed: the training images, or all arrays.</param>
/// <param name="Test">The test images; null for arrays.</param>
/// <param name="Summary">The data in numbers.</param>
/// <param name="Fingerprint">What tells the data from any other.</param>
/// <param name="Notes">What was taken for what, a line each.</param>
internal sealed record ModelData(
    OnnxSamples Train, OnnxSamples? Test, DataSummary Summary, string Fingerprint, IReadOnlyList<string> Notes)
{
    /// <summary>The samples that are analysed as images; null for arrays.</summary>
    public ImageSet? Images { get; init; }

    // A zip is one of images.
    private static readonly string[] ArrayEndings = [".npz", ".npy", ".safetensors"];

    /// <summary>Loads data for a model.</summary>
    /// <param name="reading">Which data, and how they enter.</param>
    /// <param name="model">The model.</param>
    /// <param name="seed">Decides which images are for testing where the folders do not say.</param>
    /// <param name="progress">Receives how far downloads and decoding are; may be null.</param>
    /// <param name="cancellation">Stops loading.</param>
    /// <exception cref="InputException">The data cannot be read, or are not what the model takes.</exception>
    public static ModelData Load(
        ModelReading reading, OnnxModel model, int seed, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        return AreArrays(reading.Data) ? OfArrays(reading, model) : OfImages(reading, model, seed, progress, cancellation);
    }

    /// <summary>Whether data are a file of arrays.</summary>
    public static bool AreArrays(string data) => ArrayEndings.Contains(Path.GetExtension(data).ToLowerInvariant());

    private static ModelData OfArrays(ModelReading reading, OnnxModel model)
    {
        if (reading.Samples is not null || reading.Inputs is not { Channels: null, ImageSize: null })
        {
            throw new InputException(
                $"{reading.Data}: found --samples, --image-size or --channels for arrays, expected them for images only");
        }
        SampleArrays arrays = SampleArrays.Read(reading.Data, reading.Labels);
        List<string> notes = [.. arrays.Notes];
        OnnxSamples samples = ArrayInputs.Samples(model, reading.Data, arrays, reading.Inputs, notes);
        DataSummary summary = DataSummary.Of(samples.Labels, arrays.ClassNames, notes);
        string hash = FileSnapshots.Hash(reading.Data, "arrays of samples");
        if (File.Exists(reading.Labels)) hash += $"+{FileSnapshots.Hash(reading.Labels, "a file of labels")}";
        return new ModelData(samples, null, summary, $"sha256:{hash}", notes);
    }

    private static ModelData OfImages(
        ModelReading reading, OnnxModel model, int seed, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        if (reading.Labels != DumpReading.DefaultLabels)
        {
            throw new InputException($"--labels: found {reading.Labels} for images, which have labels, expected it for arrays only");
        }
        ImageInput input = ImageInput.Of(model, reading.Inputs);
        (string name, string? directory) = Find(reading.Data);
        DataStore store = new()
        {
            Directory = directory,
            Samples = reading.Samples,
            ImageSize = input.Size,
            KeepColour = input.Channels == 3,
            SplitSeed = seed,
        };
        DataSet images = store.LoadAsync(name, progress, cancellation).GetAwaiter().GetResult();
        OnnxSamples train = input.Samples(images.Train, images.Classes), test = input.Samples(images.Test, images.Classes);
        List<string> notes = [.. images.Warnings.Select(line => $"warning: {line}"), input.Describe(images.Train)];
        return new ModelData(train, test, DataSummary.Of(images), images.Fingerprint(), notes) { Images = images.Train };
    }

    // A folder of a known data set has that one's classes; any other path is its own data set.
    private static (string Name, string? Directory) Find(string data)
    {
        if (!Path.Exists(data)) return (data, null);
        string name = DataStore.NameOf(data);
        bool isKnown = DataSets.All.Any(set => set.Name == name) && new DataStore { Directory = data }.IsAtHand(name);
        return isKnown ? (name, data) : (data, null);
    }
}
