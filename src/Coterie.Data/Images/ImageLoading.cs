namespace Coterie.Data;

/// <summary>Decodes the images of a plan on all cores, or takes them from the cache.</summary>
internal sealed class ImageLoading
{
    /// <summary>Rows and columns to scale to; null for the images' own size, which must then be one for all.</summary>
    public int? Size { get; init; }

    /// <summary>Whether bad images are left out, and counted, or refused.</summary>
    public bool SkipBadImages { get; init; }

    /// <summary>Where decoded images are kept.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>How many threads may decode; -1 for all there are. The pixels do not depend on it.</summary>
    public int Threads { get; init; } = -1;

    /// <exception cref="InputException">An image is bad, or the images do not fit into memory, or a class has only bad ones.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DataSet Load(string name, ImageArchive archive, ImagePlan plan, CancellationToken cancellation)
    {
        List<string> warnings = [.. plan.Warnings];
        int[] entries = DecodedImages.Entries(plan);
        DecodedCache cache = new(CacheFolder, archive, plan, Size);
        DecodedImages? images = cache.Read(plan, name);
        if (images is null || (images.IsBad.AsSpan().Contains(true) && !SkipBadImages))
        {
            images = Decode(name, archive, plan, entries, cancellation);
            if (cache.Write(images) is { } failure) warnings.Add(failure);
        }

        int skipped = images.IsBad.Count(bad => bad);
        if (skipped > 0)
        {
            string first = archive.Images[entries[Array.IndexOf(images.IsBad, value: true)]].Name;
            warnings.Add($"{archive.Path}: {skipped} bad images are left out, the first {first}");
        }
        (ImageSet train, ImageSet test) = images.ToSplits();
        string without = skipped > 0 ? $" without the {skipped} bad images" : "";
        EveryClass.Require(train.Labels, plan.ClassNames, $"{archive.Path}: training images{without}");
        EveryClass.Require(test.Labels, plan.ClassNames, $"{archive.Path}: test images{without}");
        return new(name, plan.ClassNames, train, test) { Warnings = warnings, SkippedImages = skipped };
    }

    private DecodedImages Decode(string name, ImageArchive archive, ImagePlan plan, int[] entries, CancellationToken cancellation)
    {
        (int width, int height) = Size is { } size ? (size, size) : OwnSize(archive, entries);
        DecodedImages images = new(plan, width, height, name);
        InputException?[] failures = new InputException?[entries.Length];
        Parallel.For(0, entries.Length, new() { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation }, (i, state) =>
        {
            try
            {
                ImageDecoder.Decode(archive.Read(entries[i]), images.Pixels(i), width, height, scale: Size is not null);
            }
            catch (InputException e)
            {
                failures[i] = e;
                images.IsBad[i] = true;
                // All before this one are still decoded, so that the first bad one is named whatever the threads do.
                if (!SkipBadImages) state.Break();
            }
        });
        int bad = SkipBadImages ? -1 : Array.FindIndex(failures, failure => failure is not null);
        return bad < 0 ? images : throw Named(archive, entries[bad], failures[bad]!);
    }

    private (int Width, int Height) OwnSize(ImageArchive archive, int[] entries)
    {
        foreach (int entry in entries)
        {
            try
            {
                return ImageDecoder.Size(archive.Read(entry));
            }
            catch (InputException e)
            {
                if (!SkipBadImages) throw Named(archive, entry, e);
            }
        }
        throw new InputException($"{archive.Path}: all {entries.Length} images are bad, expected at least one of each class");
    }

    private static InputException Named(ImageArchive archive, int entry, InputException e) =>
        new($"{archive.Path}: {archive.Images[entry].Name}: {e.Message}", e);
}
