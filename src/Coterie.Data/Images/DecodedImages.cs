namespace Coterie.Data;

/// <summary>
/// The pixels of a plan's images, stored in the order of their splits and indexed in the order of the archive: that order is the same
/// for every seed, and a disk reads it fastest.
/// </summary>
internal sealed class DecodedImages
{
    private readonly ImagePlan plan;
    private readonly Place[] places;
    private readonly byte[] train;
    private readonly byte[] test;

    /// <summary>Takes memory for the images.</summary>
    /// <param name="plan">The images.</param>
    /// <param name="width">The columns of each.</param>
    /// <param name="height">The rows of each.</param>
    /// <param name="channels">1 for gray, 3 for colour.</param>
    /// <param name="name">The data set, for messages.</param>
    /// <exception cref="InputException">A split does not fit into an array.</exception>
    public DecodedImages(ImagePlan plan, int width, int height, int channels, string name)
    {
        this.plan = plan;
        (Width, Height, Channels) = (width, height, channels);
        places = Places(plan);
        IsBad = new bool[places.Length];
        train = new byte[ImageScaling.CheckedLength(plan.Train.Length, width, height, channels, name)];
        test = new byte[ImageScaling.CheckedLength(plan.Test.Length, width, height, channels, name)];
    }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    /// <summary>The values of one image.</summary>
    public int ImageLength => Channels * Width * Height;

    public int Count => places.Length;

    /// <summary>Which images could not be decoded.</summary>
    public bool[] IsBad { get; }

    /// <summary>The pixels of an image, channel after channel.</summary>
    public Span<byte> Pixels(int index)
    {
        Place place = places[index];
        return (place.IsTest ? test : train).AsSpan(place.Slot * ImageLength, ImageLength);
    }

    /// <summary>For each index, that of the image in the archive.</summary>
    public static int[] Entries(ImagePlan plan) => [.. Places(plan).Select(place => place.Entry)];

    /// <summary>The splits, without the bad images.</summary>
    public (ImageSet Train, ImageSet Test) ToSplits()
    {
        HashSet<(bool, int)> bad = [.. places.Where((_, i) => IsBad[i]).Select(place => (place.IsTest, place.Slot))];
        ImageSet goodTrain = Good(train, plan.Train, slot => bad.Contains((false, slot)));
        return (goodTrain, Good(test, plan.Test, slot => bad.Contains((true, slot))));
    }

    private ImageSet Good(byte[] pixels, Sample[] samples, Predicate<int> isBad)
    {
        int size = ImageLength;
        List<int> labels = [];
        for (int slot = 0; slot < samples.Length; slot++)
        {
            if (isBad(slot)) continue;
            pixels.AsSpan(slot * size, size).CopyTo(pixels.AsSpan(labels.Count * size));
            labels.Add(samples[slot].Label);
        }
        Array.Resize(ref pixels, labels.Count * size);
        return new(pixels, [.. labels], Height, Width, Channels);
    }

    private static Place[] Places(ImagePlan plan) =>
    [
        .. plan.Train.Select((sample, slot) => new Place(sample.Entry, false, slot))
            .Concat(plan.Test.Select((sample, slot) => new Place(sample.Entry, true, slot)))
            .OrderBy(place => place.Entry),
    ];

    // An image of the archive, and where it is in its split.
    private readonly record struct Place(int Entry, bool IsTest, int Slot);
}
