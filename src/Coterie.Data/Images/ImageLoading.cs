namespace Coterie.Data;

/// <summary>Decodes the images of a plan on all cores, or takes them from the cache.</summary>
internal sealed class ImageLoading
{
    /// <summary>The rows and columns to scale to; null for the images' own size, which must then be the same for all.</summary>
    public int? Size { get; init; }

    /// <summary>3 to keep the colours, 1 for gray.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Whether bad images are left out and counted; otherwise loading fails.</summary>
    public bool SkipBadImages { get; init; }

    /// <summary>The folder in which decoded images are kept; null to keep none.</summary>
    public required string? CacheFolder { get; init; }

    /// <summary>How many threads may decode; -1 for all there are. The pixels do not depend on it.</summary>
    public int Threads { get; init; } = -1;

    /// <summary>Receives how many images are decoded.</summary>
    public IProgress<LoadProgress>? Progress { get; init; }

    /// <summary>Loads the images of a plan.</summary>
    /// <exception cref="InputException">An image is bad, the images do not fit into memory, or a class has only bad images.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DataSet Load(string name, ImageArchive archive, ImagePlan plan, CancellationToken cancellation)
    {
        List<string> warnings = [.. plan.Warnings, .. archive.Notes];
        int[] entries = DecodedImages.Entries(plan);
        DecodedCache? cache = CacheFolder is null ? null : new(CacheFolder, archive.Path, Size, Channels);
        DecodedImages? images = cache?.Read(plan, name, () => Contents(archive, entries, cancellation), cancellation);
        if (images is null || (images.IsBad.AsSpan().Contains(true) && !SkipBadImages))
        {
            (images, UInt128[] contents) = Decode(name, archive, plan, entries, cancellation);
            if (cache?.Write(images, contents, cancellation) is { } failure) warnings.Add(failure);
        }

        int skipped = images.IsBad.Count(bad => bad);
        if (skipped > 0)
        {
            string first = archive.Images[entries[Array.IndexOf(images.IsBad, value: true)]];
            warnings.Add($"{archive.Path}: {skipped} bad images are left out, the first {first}");
        }
        (ImageSet train, ImageSet test) = images.ToSplits();
        string without = skipped > 0 ? $" without the {skipped} bad images" : "";
        EveryClass.Require(train.Labels, plan.ClassNames, $"{archive.Path}: training images{without}");
        EveryClass.Require(test.Labels, plan.ClassNames, $"{archive.Path}: test images{without}");
        return new(name, plan.ClassNames, train, test) { Warnings = warnings, SkippedImages = skipped };
    }

    // What tells the images' content from any other; 0 for those that cannot be read.
    private UInt128[] Contents(ImageArchive archive, int[] entries, CancellationToken cancellation)
    {
        UInt128[] contents = new UInt128[entries.Length];
        Parallel.For(0, entries.Length, new() { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, i =>
        {
            try
            {
                contents[i] = archive.ContentOf(entries[i], null);
            }
            catch (InputException)
            {
                // Decoding reports it.
            }
        });
        return contents;
    }

    private (DecodedImages Images, UInt128[] Contents) Decode(
        string name, ImageArchive archive, ImagePlan plan, int[] entries, CancellationToken cancellation)
    {
        (int width, int height) = Size is { } size ? (size, size) : OwnSize(archive, entries, cancellation);
        DecodedImages images = new(plan, width, height, Channels, name);
        UInt128[] contents = new UInt128[entries.Length];
        InputException?[] failures = new InputException?[entries.Length];
        DecodeProgress progress = new(Progress, name, entries.Length);
        Parallel.For(0, entries.Length, new() { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, (i, state) =>
        {
            try
            {
                byte[] encoded = archive.Read(entries[i]);
                contents[i] = archive.ContentOf(entries[i], encoded);
                ImageDecoder.Decode(encoded, images.Pixels(i), width, height, Channels, scale: Size is not null);
            }
            catch (Exception e) when (e is InputException || ReaderFault.Is(e))
            {
                failures[i] = Fault(e);
                images.IsBad[i] = true;
                // Break still decodes all images before this one, so the first bad image is the one reported, at any thread count.
                if (!SkipBadImages) state.Break();
            }
            progress.Add();
        });
        int bad = SkipBadImages ? -1 : Array.FindIndex(failures, failure => failure is not null);
        return bad < 0 ? (images, contents) : throw Named(archive, entries[bad], failures[bad]!);
    }

    // The size of the first image that can be read.
    private (int Width, int Height) OwnSize(ImageArchive archive, int[] entries, CancellationToken cancellation)
    {
        foreach (int entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return ImageDecoder.Size(archive.Read(entry));
            }
            catch (Exception e) when (e is InputException || ReaderFault.Is(e))
            {
                if (!SkipBadImages) throw Named(archive, entry, Fault(e));
            }
        }
        throw new InputException($"{archive.Path}: all {entries.Length} images are bad, expected at least one of each class");
    }

    private static InputException Fault(Exception e) =>
        e as InputException ?? new($"cannot be decoded: {e.Message.ReplaceLineEndings(" ")}", e);

    private static InputException Named(ImageArchive archive, int entry, InputException e) =>
        new($"{archive.Path}: {archive.Images[entry]}: {e.Message}", e);
}
