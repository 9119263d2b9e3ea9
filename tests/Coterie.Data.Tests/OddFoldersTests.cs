using System.Diagnostics;
using System.Runtime.Versioning;
using SkiaSharp;

namespace Coterie.Data.Tests;

/// <summary>Image folders with links, pipes, devices, other formats and files that are no images.</summary>
public sealed class OddFoldersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Made => Path.Combine(folder.Path, "made");

    [Fact]
    public async Task Every_format_that_can_be_decoded_is_read_and_the_rest_is_counted_by_ending()
    {
        foreach (string name in (string[])["a", "b"])
        {
            folder.Write($"made/{name}/1.png", ImageSample.Varied(SKEncodedImageFormat.Png, 1));
            folder.Write($"made/{name}/2.webp", ImageSample.Varied(SKEncodedImageFormat.Webp, 2));
            folder.Write($"made/{name}/3.JPEG", ImageSample.Varied(SKEncodedImageFormat.Jpeg, 3));
            folder.Write($"made/{name}/4.gif", Gif());
            folder.Write($"made/{name}/5.ico", Icon(ImageSample.Varied(SKEncodedImageFormat.Png, 5)));
            folder.Write($"made/{name}/6.jfif", ImageSample.Varied(SKEncodedImageFormat.Jpeg, 6));
            folder.Write($"made/{name}/7.tif", [1]);
            folder.Write($"made/{name}/8.TIF", [1]);
            folder.Write($"made/{name}/.hidden", [1]);
        }
        folder.Write("made/labels.csv", [1]);
        folder.Write("made/README", [1]);

        DataSet data = await LoadAsync(new() { ImageSize = 8 });

        Assert.Equal((10, 2), (data.Train.Count, data.Test.Count));
        Assert.Equal(
            [$"{Made}: files that are no images are left out: 4 .tif, 1 .csv, 1 without an ending"],
            data.Warnings);
    }

    [Fact]
    public async Task Links_that_lead_back_up_or_form_a_ring_are_followed_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need privileges on Windows");
        foreach ((string name, byte[] content) in ImageSample.Files(["a", "b"], 5)) folder.Write($"made/{name}", content);
        string outside = Path.Combine(folder.Path, "outside");
        folder.Write("outside/c/1.png", ImageSample.Varied(SKEncodedImageFormat.Png, 90));
        folder.Write("outside/c/2.png", ImageSample.Varied(SKEncodedImageFormat.Png, 91));
        Directory.CreateSymbolicLink(Path.Combine(Made, "a", "up"), "../..");
        Directory.CreateSymbolicLink(Path.Combine(Made, "a", "self"), ".");
        Directory.CreateSymbolicLink(Path.Combine(Made, "a", "b"), "../b");
        Directory.CreateSymbolicLink(Path.Combine(Made, "c"), Path.Combine(outside, "c"));
        Directory.CreateSymbolicLink(Path.Combine(outside, "c", "back"), Made);
        File.CreateSymbolicLink(Path.Combine(Made, "ring"), "ring");

        DataSet data = await LoadAsync(new());

        Assert.Equal(["a", "b", "c"], data.ClassNames);
        Assert.Equal(12, data.Train.Count + data.Test.Count);
        Assert.Equal(
            [
                $"{Made}: files that are no images are left out: 1 without an ending",
                $"{Made}: links to folders above or read already are left out: 4, the first a/b",
            ],
            data.Warnings);
    }

    [Fact]
    public async Task A_class_may_be_a_link_and_an_image_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need privileges on Windows");
        foreach ((string name, byte[] content) in ImageSample.Files(["a", "b"], 5)) folder.Write($"store/{name}", content);
        Directory.CreateDirectory(Path.Combine(Made, "b"));
        Directory.CreateSymbolicLink(Path.Combine(Made, "a"), Path.Combine(folder.Path, "store", "a"));
        for (int k = 0; k < 5; k++)
            File.CreateSymbolicLink(Path.Combine(Made, "b", $"{k}.png"), Path.Combine(folder.Path, "store", "b", $"{k:00}.png"));

        DataSet data = await LoadAsync(new());

        Assert.Equal((8, 2), (data.Train.Count, data.Test.Count));
        Assert.Empty(data.Warnings);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_pipe_a_device_and_a_dangling_link_among_images_are_bad_images_and_never_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes and devices of Linux");
        foreach ((string name, byte[] content) in ImageSample.Files(["a", "b"], 20)) folder.Write($"made/{name}", content);
        string pipe = Path.Combine(Made, "a", "pipe.png");
        using (Process make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(Made, "a", "zero.png"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(Made, "a", "link.png"), pipe);
        File.CreateSymbolicLink(Path.Combine(Made, "b", "gone.png"), "nowhere.png");
        File.CreateSymbolicLink(Path.Combine(Made, "b", "ring.png"), "ring.png");

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(new()));
        DataSet data = await LoadAsync(new() { SkipBadImages = true });

        Assert.Equal($"{Made}: a/link.png: is empty, or a pipe or a device, expected an image", e.Message);
        Assert.Equal((40, 5), (data.Train.Count + data.Test.Count, data.SkippedImages));
        foreach (string name in (string[])[pipe, Path.Combine(Made, "a", "zero.png")])
        {
            e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(new(), name));
            Assert.StartsWith($"{name}: cannot be read", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tall_image_is_scaled_to_the_largest_size()
    {
        byte[] tall = ImageSample.Varied(SKEncodedImageFormat.Png, 1, 1, 60_000);
        byte[] pixels = new byte[4096 * 4096], few = new byte[2 * 2];

        ImageDecoder.Decode(tall, pixels, 4096, 4096, 1, scale: true);
        ImageDecoder.Decode(tall, few, 2, 2, 1, scale: true);

        Assert.All(Enumerable.Range(0, 4096), x => Assert.Equal(pixels[4096 * 77], pixels[(4096 * 77) + x]));
        Assert.InRange(pixels.Average(value => value), few.Average(value => value) - 1, few.Average(value => value) + 1);
    }

    private Task<DataSet> LoadAsync(DataStore like, string? path = null) => new DataStore
    {
        CacheDirectory = null,
        EnvironmentDirectory = null,
        ImageSize = like.ImageSize,
        SkipBadImages = like.SkipBadImages,
    }.LoadAsync(path ?? Made, cancellation: TestContext.Current.CancellationToken);

    /// <summary>A GIF of one pixel, byte by byte: Skia does not write GIF.</summary>
    private static byte[] Gif() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 10, 20, 30, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];

    /// <summary>An icon of one picture of 8×8.</summary>
    private static byte[] Icon(byte[] png) =>
    [
        0, 0, 1, 0, 1, 0, 8, 8, 0, 0, 1, 0, 32, 0, .. BitConverter.GetBytes(png.Length), 22, 0, 0, 0, .. png,
    ];
}
