using System.Globalization;
using CsCheck;

namespace Coterie.Data.Tests;

public class DataSetTests
{
    [Fact]
    public void A_fingerprint_tells_data_sets_apart_by_their_content_alone()
    {
        static DataSet With(string name = "made", string last = "b", int label = 1, byte pixel = 7, int height = 2, int test = 1) =>
            new(name, ["a", last], new([0, pixel, 2, 3], [0, label], height, 2 / height), new(new byte[2], [test], height, 2 / height));

        string fingerprint = With().Fingerprint();

        Assert.Matches("^xxh128:[0-9a-f]{32}$", fingerprint);
        Assert.Equal(fingerprint, (With("another") with { Warnings = ["left out"] }).Fingerprint());
        string[] others =
        [
            With(last: "c").Fingerprint(), With(label: 0).Fingerprint(), With(pixel: 8).Fingerprint(), With(height: 1).Fingerprint(),
            With(test: 0).Fingerprint(),
        ];
        Assert.DoesNotContain(fingerprint, others, StringComparer.Ordinal);
        Assert.Equal(others.Length, others.Distinct(StringComparer.Ordinal).Count());

        DataSet asked = With();
        Assert.Equal(fingerprint, asked.Fingerprint());
        Assert.Equal(With(last: "c").Fingerprint(), (asked with { ClassNames = ["a", "c"] }).Fingerprint());
    }

    private static DataSet Made(int train, int test)
    {
        ImageSet Images(int count) => new(
            [.. Enumerable.Range(0, count * 4).Select(i => (byte)i)], [.. Enumerable.Range(0, count).Select(i => i % 3)], 2, 2);
        return new("made", ["a", "b", "c"], Images(train), Images(test));
    }

    [Fact]
    public void Images_and_labels_must_go_together()
    {
        Assert.Throws<ArgumentException>(() => new ImageSet(new byte[7], [0, 1], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageSet([], [], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageSet(new byte[4], [-1], 2, 2));
        Assert.Throws<ArgumentException>(() => new ImageSet([], [0, 0, 0, 0], 1 << 16, 1 << 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => Made(3, 3).Train.Image(3).Length);
    }

    [Fact]
    public void Fewer_samples_are_the_first_ones()
    {
        DataSet data = Made(9, 6);

        DataSet fewer = data.Take(4, 3);

        Assert.Equal((3, 4, 3), (fewer.Classes, fewer.Train.Count, fewer.Test.Count));
        Assert.Equal(data.Train.Pixels[..16], fewer.Train.Pixels);
        Assert.Equal(data.Test.Labels[..3], fewer.Test.Labels);
        Assert.Same(data.Train, data.Take(9, 3).Train);
    }

    [Theory]
    [InlineData(2, 3, "made: of the first 2 training samples: class 2 (c) has no samples")]
    [InlineData(3, 2, "made: of the first 2 test samples: class 2 (c) has no samples")]
    [InlineData(10, 3, "made: 10 training samples asked for, expected 1 to 9")]
    [InlineData(3, 0, "made: 0 test samples asked for, expected 1 to 6")]
    public void Too_few_or_too_many_samples_are_refused(int train, int test, string expected)
    {
        InputException e = Assert.Throws<InputException>(() => Made(9, 6).Take(train, test));

        Assert.StartsWith(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mixing_permutes_the_labels_of_each_split_and_shares_the_pixels() =>
        Gen.Select(Gen.Int[3, 60], Gen.Int[3, 60], Gen.Int).Sample((train, test, seed) =>
        {
            DataSet data = Made(train, test);

            DataSet mixed = LabelMixing.Mix(data, seed);

            Assert.Equal("made-mixed", mixed.Name);
            Assert.Same(data.Train.Pixels, mixed.Train.Pixels);
            Assert.Same(data.Test.Pixels, mixed.Test.Pixels);
            Assert.Equal(data.Train.Labels.Order(), mixed.Train.Labels.Order());
            Assert.Equal(data.Test.Labels.Order(), mixed.Test.Labels.Order());
            Assert.Equal(LabelMixing.Mix(data, seed).Train.Labels, mixed.Train.Labels);
            Assert.Equal(Made(train, test).Train.Labels, data.Train.Labels);
        });

    [Fact]
    public void The_seed_decides_the_mixing_and_each_split_has_its_own()
    {
        DataSet data = Made(600, 600);

        DataSet one = LabelMixing.Mix(data, 1), two = LabelMixing.Mix(data, 2);

        Assert.NotEqual(one.Train.Labels, two.Train.Labels);
        Assert.NotEqual(one.Test.Labels, two.Test.Labels);
        Assert.NotEqual(one.Train.Labels, one.Test.Labels);
        // A label keeps its place by chance only: a third of 600, give or take five standard deviations.
        Assert.InRange(one.Train.Labels.Zip(data.Train.Labels).Count(pair => pair.First == pair.Second), 142, 258);
    }

    [Fact]
    public void Noise_permutes_the_labels_of_a_share_of_the_training_samples() =>
        Gen.Select(Gen.Int[1, 200], Gen.Double[0, 1], Gen.Int).Sample((train, share, seed) =>
        {
            DataSet data = Made(train, 5);

            DataSet noisy = LabelMixing.AddNoise(data, share, seed);

            Assert.Same(data.Train.Pixels, noisy.Train.Pixels);
            Assert.Same(data.Test, noisy.Test);
            Assert.Equal(data.Train.Labels.Order(), noisy.Train.Labels.Order());
            Assert.InRange(Moved(data, noisy), 0, (int)Math.Round(share * train));
            Assert.Equal(LabelMixing.AddNoise(data, share, seed).Train.Labels, noisy.Train.Labels);
            Assert.Equal(Made(train, 5).Train.Labels, data.Train.Labels);
        });

    [Theory]
    [InlineData(0, 0, 0)]
    // Two thirds of the chosen get the label of another of three classes, give or take five standard deviations.
    [InlineData(0.4, 1480, 1720)]
    [InlineData(1, 3830, 4170)]
    public void Of_the_samples_with_noise_some_keep_their_class_by_chance(double share, int least, int most)
    {
        DataSet data = Made(6000, 6);

        DataSet noisy = LabelMixing.AddNoise(data, share, seed: 1);

        Assert.InRange(Moved(data, noisy), least, most);
        Assert.Equal($"made-noise-{share.ToString(CultureInfo.InvariantCulture)}", noisy.Name);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_of_noise_is_from_0_to_1(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelMixing.AddNoise(Made(6, 6), share, seed: 1));
    }

    private static int Moved(DataSet data, DataSet noisy) =>
        data.Train.Labels.Zip(noisy.Train.Labels).Count(pair => pair.First != pair.Second);
}
