using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Data;

/// <summary>Labelled images to train a network with and to test it on.</summary>
/// <param name="Name">The name in commands and results.</param>
/// <param name="ClassNames">A name for each class, in the order of the labels.</param>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images, of the same size and number of channels.</param>
public sealed record DataSet(string Name, IReadOnlyList<string> ClassNames, ImageSet Train, ImageSet Test)
{
    // A study asks several times, and the images may be gigabytes. A field would be copied by "with", to other images.
    private static readonly ConditionalWeakTable<DataSet, string> Fingerprints = [];

    /// <summary>The number of classes; labels lie in <c>0..Classes-1</c>.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>What the user should know about the data, one line each: missing classes, images that were left out.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How many images were left out because they could not be decoded (<see cref="DataStore.SkipBadImages"/>).</summary>
    public int SkippedImages { get; init; }

    /// <summary>The same data set with fewer samples: the first of each split.</summary>
    /// <param name="train">The number of training images to keep.</param>
    /// <param name="test">The number of test images to keep.</param>
    /// <exception cref="InputException">There are not that many, or a class would have no sample left.</exception>
    public DataSet Take(int train, int test) =>
        this with { Train = First(Train, train, "training"), Test = First(Test, test, "test") };

    /// <summary>
    /// The same data set with fewer samples: the first training images, and the first test images, a sixth as many but enough to show
    /// every class.
    /// </summary>
    /// <param name="train">The number of training images to keep.</param>
    /// <exception cref="InputException">There are not that many, or a class would have no training image left.</exception>
    public DataSet Take(int train) => Take(train, TestCountFor(train));

    /// <summary>
    /// What tells this data set from any other: a hash of class names, sizes, labels and pixels, in their order. The name of the data set,
    /// and the names and times of files, do not count.
    /// </summary>
    /// <returns><c>xxh128:</c> and 32 hexadecimal digits (XXH3 with 128 bits).</returns>
    public string Fingerprint() => Fingerprints.GetValue(this, set => set.Hash());

    private string Hash()
    {
        XxHash128 hash = new();
        foreach (string name in ClassNames)
        {
            byte[] text = Encoding.UTF8.GetBytes(name);
            hash.Append(MemoryMarshal.AsBytes((ReadOnlySpan<int>)[text.Length]));
            hash.Append(text);
        }
        foreach (ImageSet split in (ImageSet[])[Train, Test])
        {
            hash.Append(MemoryMarshal.AsBytes((ReadOnlySpan<int>)[split.Count, split.Channels, split.Height, split.Width]));
            hash.Append(MemoryMarshal.AsBytes(split.Labels.AsSpan()));
            hash.Append(split.Pixels);
        }
        return $"xxh128:{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }

    private int TestCountFor(int train)
    {
        HashSet<int> seen = [];
        int enough = 0;
        while (enough < Test.Count && seen.Count < Classes) seen.Add(Test.Labels[enough++]);
        return Math.Min(Test.Count, Math.Max(enough, train / 6));
    }

    private ImageSet First(ImageSet images, int count, string split)
    {
        if (count < 1 || count > images.Count)
            throw new InputException($"{Name}: {count} {split} samples asked for, expected 1 to {images.Count}");
        if (count == images.Count) return images;

        int[] labels = images.Labels[..count];
        EveryClass.Require(labels, ClassNames, $"{Name}: of the first {count} {split} samples");
        return new(images.Pixels[..(count * images.ImageLength)], labels, images.Height, images.Width, images.Channels);
    }
}
