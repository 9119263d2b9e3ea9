namespace Coterie.Data;

/// <summary>
/// The pixels of a plan's images, each in its place in its split, and addressed in the order of the archive: that order is the
/// same for every seed, and the one in which a disk reads best.
/// </summary>
internal sealed class DecodedImages
{
    private readonly ImagePlan plan;
    private readonly Place[] places;
    private readonly byte[] train;
    private readonly byte[] test;

    /// <exception cref="InputException">A split does not fit into an array.</exception>
    public DecodedImages(ImagePlan plan, int width, int height, string name)
    {
        this.plan = plan;
        (Width, Height) = (width, height);
        places = Places(plan);
        IsBad = new bool[places.Length];
        train = new byte[ImageScaling.CheckedLength(plan.Train.Length, width, height, name)];
        test = new byte[ImageScaling.CheckedLength(plan.Test.Length, width, height, name)];
    }

    public int Width { get; }

    public int Height { get; }

    public int Count => places.Length;

    /// <summary>Which images could not be decoded.</summary>
    public bool[] IsBad { get; }

    public Span<byte> Pixels(int index)
    {
        Place place = places[index];
        int size = Width * Height;
        return (place.IsTest ? test : train).AsSpan(place.Slot * size, size);
    }

    /// <summary>The archive's indices of a plan's images, in the order used here.</summary>
    public static int[] Entries(ImagePlan plan) => [.. Places(plan).Select(place => place.Entry)];

    /// <summary>The splits, without the bad images.</summary>
    public (ImageSet Train, ImageSet Test) ToSplits()
    {
        HashSet<(bool, int)> bad = [.. places.Where((_, i) => IsBad[i]).Select(place => (place.IsTest, place.Slot))];
        return (Good(train, plan.Train, slot => bad.Contains((false, slot))), Good(test, plan.Test, slot => bad.Contains((true, slot))));
    }

    private ImageSet Good(byte[] pixels, Sample[] samples, Predicate<int> isBad)
    {
        int size = Width * Height;
        List<int> labels = [];
        for (int slot = 0; slot < samples.Length; slot++)
        {
            if (isBad(slot)) continue;
            pixels.AsSpan(slot * size, size).CopyTo(pixels.AsSpan(labels.Count * size));
            labels.Add(samples[slot].Label);
        }
        Array.Resize(ref pixels, labels.Count * size);
        return new(pixels, [.. labels], Height, Width);
    }

    private static Place[] Places(ImagePlan plan) =>
    [
        .. plan.Train.Select((sample, slot) => new Place(sample.Entry, false, slot))
            .Concat(plan.Test.Select((sample, slot) => new Place(sample.Entry, true, slot)))
            .OrderBy(place => place.Entry),
    ];

    private readonly record struct Place(int Entry, bool IsTest, int Slot);
}
