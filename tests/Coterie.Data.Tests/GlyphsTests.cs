using System.Security.Cryptography;

namespace Coterie.Data.Tests;

public class GlyphsTests
{
    [Fact]
    public void The_same_seed_draws_the_same_images_at_any_thread_count()
    {
        DataSet one = Generate(7, 1003, 207, threads: 1), many = Generate(7, 1003, 207, threads: 8);

        Assert.True(one.Train.Pixels.AsSpan().SequenceEqual(many.Train.Pixels));
        Assert.True(one.Test.Pixels.AsSpan().SequenceEqual(many.Test.Pixels));
        Assert.Equal(one.Train.Labels, many.Train.Labels);
    }

    [Fact]
    public void The_images_are_these_on_every_machine()
    {
        byte[] pixels = Generate(1, 1000, 10).Train.Pixels;

        Assert.Equal("ed0165c7e1d43dc5e8d72c99222e8e146d5a3564b17dcff2f9603dfda59b126b", Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }

    [Fact]
    public void Another_seed_and_another_split_draw_other_images()
    {
        DataSet one = Generate(1, 100, 100), two = Generate(2, 100, 100);

        Assert.NotEqual(one.Train.Pixels, two.Train.Pixels);
        Assert.NotEqual(one.Test.Pixels, two.Test.Pixels);
        Assert.NotEqual(one.Train.Pixels, one.Test.Pixels);
        Assert.NotEqual(one.Train.Labels, two.Train.Labels);
    }

    [Fact]
    public void Fewer_images_are_the_first_of_more()
    {
        DataSet more = Generate(3, 500, 50), fewer = Generate(3, 123, 17);

        Assert.True(more.Train.Pixels.AsSpan(0, fewer.Train.Pixels.Length).SequenceEqual(fewer.Train.Pixels));
        Assert.Equal(more.Train.Labels[..123], fewer.Train.Labels);
        Assert.True(more.Test.Pixels.AsSpan(0, fewer.Test.Pixels.Length).SequenceEqual(fewer.Test.Pixels));
    }

    [Fact]
    public void Classes_are_balanced_and_in_no_order()
    {
        ImageSet train = Generate(4, 2000, 10).Train;

        Assert.All(train.Labels.CountBy(label => label), pair => Assert.Equal(200, pair.Value));
        Assert.NotEqual(train.Labels[..10], train.Labels[10..20]);
        Assert.Equal(Glyphs.ClassNames.Count, train.Labels.Distinct().Count());
    }

    [Fact]
    public void Every_image_shows_something_and_no_two_are_alike()
    {
        ImageSet train = Generate(5, 2000, 10).Train;

        Assert.Equal((28, 28), (train.Height, train.Width));
        HashSet<string> seen = [];
        for (int i = 0; i < train.Count; i++)
        {
            int bright = 0;
            foreach (byte value in train.Image(i)) bright += value > 90 ? 1 : 0;
            Assert.InRange(bright, 10, 500);
            Assert.True(seen.Add(Convert.ToHexString(SHA256.HashData(train.Image(i)))));
        }
    }

    [Fact]
    public void Too_few_to_show_every_class_are_refused()
    {
        string Message(int train, int test) => Assert.Throws<InputException>(() => Generate(1, train, test)).Message;

        Assert.StartsWith("glyphs: 9 training samples asked for, expected 10", Message(9, 10), StringComparison.Ordinal);
        Assert.StartsWith("glyphs: 9 test samples asked for, expected 10", Message(10, 9), StringComparison.Ordinal);
    }

    private static DataSet Generate(int seed, int train, int test, int threads = -1) =>
        Glyphs.Generate(seed, train, test, threads, TestContext.Current.CancellationToken);
}
