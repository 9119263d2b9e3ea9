using System.Security.Cryptography;
using Coterie.Tests.Shared;
using CsCheck;
using SkiaSharp;

namespace Coterie.Data.Tests;

/// <summary>Images that keep red, green and blue.</summary>
public sealed class ColourTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Cache => Path.Combine(folder.Path, "cache");

    [Fact]
    public void Colours_are_planes_and_transparent_pixels_are_put_on_black()
    {
        Assert.Equal<byte[]>([255, 0, 0, 0, 0, 255], Decode(ImageSample.Bitmap(), 1, 2));
        byte[] plain = Decode(ImageSample.Plain(SKEncodedImageFormat.Png, new(200, 100, 50, 128)), 8, 8);
        Assert.All(plain[..64], red => Assert.Equal(100, red));
        Assert.All(plain[64..128], green => Assert.Equal(50, green));
        Assert.All(plain[128..], blue => Assert.Equal(25, blue));
    }

    [Fact]
    public void Each_channel_is_scaled_as_a_gray_image_is() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[1, 20], Gen.Byte.Array[1200]).Sample((width, height, size, values) =>
        {
            int from = width * height, to = size * size;
            byte[] scaled = new byte[3 * to], alone = new byte[to];

            ImageScaling.Scale(values, width, height, scaled, size, size, 3);

            for (int c = 0; c < 3; c++)
            {
                ImageScaling.Scale(values.AsSpan(c * from, from), width, height, alone, size, size, 1);
                Assert.Equal(alone, scaled.AsSpan(c * to, to));
            }
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Folders_and_zips_have_three_channels_whose_luma_is_the_gray_image(bool zip)
    {
        Dictionary<string, byte[]> files = ImageSample.Files(["train/a", "train/b", "test/a", "test/b"], 3);
        foreach ((string name, byte[] content) in files) folder.Write(Path.Combine("made", name), content);
        string path = zip ? folder.Write("made.zip", ImageSample.Zip(files)) : Path.Combine(folder.Path, "made");

        DataSet colour = await Store(keepColour: true).LoadAsync(path, null, Token);
        DataSet gray = await Store(keepColour: false).LoadAsync(path, null, Token);

        Assert.Equal((3, 3, 1, 1), (colour.Train.Channels, colour.Test.Channels, gray.Train.Channels, gray.Test.Channels));
        Assert.Equal((6, 8, 8, 192), (colour.Train.Count, colour.Train.Height, colour.Test.Width, colour.Train.ImageLength));
        Assert.Equal(gray.Train.Labels, colour.Train.Labels);
        for (int i = 0; i < 6; i++)
        {
            byte[] image = colour.Train.Image(i).ToArray();
            IEnumerable<byte> luma = Enumerable.Range(0, 64).Select(p => Luma.Of(image[p], image[64 + p], image[128 + p]));
            Assert.Equal(luma, gray.Train.Image(i).ToArray());
        }
    }

    [Fact]
    public async Task A_gray_picture_has_three_equal_channels()
    {
        byte[] gray = ImageSample.Plain(SKEncodedImageFormat.Jpeg, new(90, 90, 90));
        string path = folder.Write("gray.zip", ImageSample.Zip(new(StringComparer.Ordinal)
        {
            ["a/1.jpg"] = gray,
            ["a/2.jpg"] = gray,
            ["b/1.jpg"] = gray,
            ["b/2.jpg"] = gray,
        }));

        DataSet data = await Store(keepColour: true).LoadAsync(path, null, Token);

        byte[] image = data.Train.Image(0).ToArray();
        Assert.Equal(image[..64], image[64..128]);
        Assert.Equal(image[..64], image[128..]);
    }

    [Fact]
    public async Task Gray_and_colour_are_cached_apart_and_read_again()
    {
        string path = folder.Write("made.zip", ImageSample.Zip(ImageSample.Files(["a", "b"], 10)));
        DataSet colour = await Store(keepColour: true).LoadAsync(path, null, Token);
        DataSet gray = await Store(keepColour: false).LoadAsync(path, null, Token);
        string[] kept = [.. Directory.GetFiles(Path.Combine(Cache, "decoded")).Order(StringComparer.Ordinal)];
        Assert.Equal<string?[]>([".gray", ".rgb"], [.. kept.Select(Path.GetExtension)]);

        Recorder progress = new();
        DataSet again = await Store(keepColour: true).LoadAsync(path, progress, Token);

        Assert.Equal(colour.Train.Pixels, again.Train.Pixels);
        Assert.Equal(gray.Test.Pixels, (await Store(keepColour: false).LoadAsync(path, progress, Token)).Test.Pixels);
        // Nothing was decoded.
        Assert.Empty(progress.Reports);
        // A file of the other kind under the same name is not read.
        File.Copy(kept[0], kept[1], overwrite: true);
        Assert.Equal(colour.Train.Pixels, (await Store(keepColour: true).LoadAsync(path, progress, Token)).Train.Pixels);
        Assert.NotEmpty(progress.Reports);
    }

    [Fact]
    public async Task Data_without_colour_have_one_channel()
    {
        DataSet glyphs = await new DataStore { KeepColour = true, Samples = 10, ImageSize = 5 }.LoadAsync("glyphs", null, Token);

        Assert.Equal((1, 1, 25), (glyphs.Train.Channels, glyphs.Test.Channels, glyphs.Train.ImageLength));
        Assert.Equal([1, 1, 3, 3, 1], DataSets.All.Select(set => set.Channels));
    }

    [Fact]
    public void Fewer_samples_and_mixed_labels_keep_the_channels()
    {
        byte[] pixels = [.. Enumerable.Range(0, 4 * 3 * 2 * 5).Select(i => (byte)i)];
        ImageSet images = new(pixels, [0, 1, 0, 1], 2, 5, 3);
        DataSet data = new("made", ["a", "b"], images, images);

        ImageSet fewer = data.Take(2, 3).Train, mixed = LabelMixing.Mix(data, 1).Test;

        Assert.Equal((2, 3, 2, 5), (fewer.Count, fewer.Channels, fewer.Height, fewer.Width));
        Assert.Equal(pixels[..60], fewer.Pixels);
        Assert.Equal(pixels[30..60], fewer.Image(1).ToArray());
        Assert.Equal((4, 3), (mixed.Count, mixed.Channels));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageSet(new byte[2], [0], 1, 1, 2));
        Assert.Throws<ArgumentException>(() => new ImageSet(new byte[2], [0], 1, 1, 3));
    }

    [Fact]
    public void Images_in_colour_that_do_not_fit_into_memory_are_refused()
    {
        InputException e = Assert.Throws<InputException>(() => ImageScaling.CheckedLength(20_000, 256, 256, 3, "plantvillage"));

        Assert.Equal(
            "plantvillage: 20000 images of 256×256 in 3 channels are 3932160000 bytes, "
            + "expected at most 2147483591: choose a smaller image size",
            e.Message);
    }

    // Hashes of pixels decoded and scaled by Pillow 9.4, plane after plane.
    [Theory]
    [InlineData("cifar10-jpg.zip", 32, "29f263adba5a216f7498c3437679cea46cf8efd43546e393fbd7e2cbde230e9a")]
    [InlineData("plantvillage-segmented-64.zip", 64, "3a75fe445db2ede8c6d4a3f5cf0176b11c437208105fbe77fa5cf8abc7ba8091")]
    [InlineData("plantvillage-segmented-64.zip", 20, "746879e2eccbd7c5ddc654b994505c2bcdca8be128f0882b4db7e6bc9b7fc755")]
    [InlineData("plantvillage-segmented-256-sample.zip", 256, "dcab12f530f049bd1662217eecfdd5876c693090f1e5b29407afb48dcfdfa944")]
    [InlineData("plantvillage-segmented-256-sample.zip", 100, "4f55b31a3ba153f13ef9e501d5da444c980a5cf1a1fdc103a1b80afc442280a2")]
    [InlineData("plantvillage-segmented-256-sample.zip", 300, "360c4fd2e7095911d9cb1c8f394e3cc69425cc8e55e616bee0f7d75373d39564")]
    public void Every_hundredth_real_image_has_the_colours_that_Pillow_decodes(string zip, int size, string expected)
    {
        using ImageArchive archive = ImageArchive.Open(SharedData.Require($"data/{zip}"), Token);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] pixels = new byte[3 * size * size];
        for (int i = 0; i < archive.Images.Count; i += 100)
        {
            ImageDecoder.Decode(archive.Read(i), pixels, size, size, 3, scale: true);
            hash.AppendData(pixels);
        }

        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData("cifar10", null, 32)]
    [InlineData("plantvillage", 64, 64)]
    public async Task Real_data_sets_in_colour_have_the_samples_of_the_gray_ones(string name, int? size, int expected)
    {
        string data = SharedData.Require("data");
        DataStore Store(bool keepColour) =>
            new() { Directory = data, CacheDirectory = Cache, ImageSize = size, Samples = 3000, KeepColour = keepColour };

        DataSet three = await Store(keepColour: true).LoadAsync(name, null, Token);
        DataSet one = await Store(keepColour: false).LoadAsync(name, null, Token);

        Assert.Equal((3000, 500, 3, expected), (three.Train.Count, three.Test.Count, three.Train.Channels, three.Test.Width));
        Assert.Equal(one.Train.Labels, three.Train.Labels);
        int plane = expected * expected;
        byte[] image = three.Train.Image(2999).ToArray();
        Assert.Equal(
            Enumerable.Range(0, plane).Select(p => Luma.Of(image[p], image[plane + p], image[(2 * plane) + p])),
            one.Train.Image(2999).ToArray());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DataStore Store(bool keepColour) => new() { EnvironmentDirectory = null, CacheDirectory = Cache, KeepColour = keepColour };

    private static byte[] Decode(byte[] encoded, int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        ImageDecoder.Decode(encoded, pixels, width, height, 3, scale: false);
        return pixels;
    }
}
