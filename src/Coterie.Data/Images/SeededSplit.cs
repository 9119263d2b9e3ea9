using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>Divides images into training and test images, and puts each split into a random order, both by a seed.</summary>
internal static class SeededSplit
{
    private const int ChoiceStream = 0, TrainStream = 1, TestStream = 2;

    /// <summary>Takes a fifth of each class, rounded and at least one image, for testing, and the others for training.</summary>
    /// <exception cref="InputException">A class has a single image.</exception>
    public static (Sample[] Train, Sample[] Test) EightyTwenty(
        IEnumerable<Sample> samples, IReadOnlyList<string> classNames, int seed, string where)
    {
        List<Sample> train = [], test = [];
        foreach (IGrouping<int, Sample> ofClass in samples.GroupBy(sample => sample.Label))
        {
            int[] entries = [.. ofClass.Select(sample => sample.Entry)];
            if (entries.Length < 2)
            {
                throw new InputException(
                    $"{where}: class {ofClass.Key} ({classNames[ofClass.Key]}) has one image, "
                    + "expected at least two, to train and to test with");
            }
            new SplitMix64(seed, ChoiceStream, ofClass.Key).Shuffle(entries);
            int tested = Math.Max(1, (entries.Length + 2) / 5);
            test.AddRange(entries[..tested].Select(entry => new Sample(entry, ofClass.Key)));
            train.AddRange(entries[tested..].Select(entry => new Sample(entry, ofClass.Key)));
        }
        return Mixed(train, test, seed);
    }

    /// <summary>Shuffles the classes of each split, as in MNIST's files, so that its first images show all classes.</summary>
    public static (Sample[] Train, Sample[] Test) Mixed(IEnumerable<Sample> train, IEnumerable<Sample> test, int seed) =>
        (Shuffled(train, new(seed, TrainStream, 0)), Shuffled(test, new(seed, TestStream, 0)));

    private static Sample[] Shuffled(IEnumerable<Sample> samples, SplitMix64 random)
    {
        Sample[] sorted = [.. samples.OrderBy(sample => sample.Entry)];
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        random.Shuffle(order);
        return [.. order.Select(i => sorted[i])];
    }
}
