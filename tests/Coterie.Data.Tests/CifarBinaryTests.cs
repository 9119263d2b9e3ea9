using CsCheck;

namespace Coterie.Data.Tests;

public sealed class CifarBinaryTests : IDisposable
{
    private const int Records = 10, RecordLength = 3073;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folder_tar_and_gzipped_tar_give_the_same_gray_images()
    {
        Dictionary<string, byte[]> files = Files();
        foreach ((string name, byte[] content) in files) folder.Write(name, content);
        byte[] archive = ImageSample.TarGzip(files);

        (ImageSet train, ImageSet test) = Read(Path.Combine(folder.Path, "cifar-10-batches-bin"));
        ImageSet zipped = Read(folder.Write("a.tar.gz", archive)).Train;
        ImageSet plain = Read(folder.Write("a.tar", Gunzip(archive))).Train;

        Assert.Equal((50, 10, 32, 32), (train.Count, test.Count, train.Height, test.Width));
        Assert.Equal([0, 1, 2, 3], train.Labels[..4]);
        // Pixel 5 of record 3 of batch 1: its red, green and blue are a plane apart.
        byte[] first = files["cifar-10-batches-bin/data_batch_1.bin"];
        const int at = (3 * RecordLength) + 1 + 5, plane = 1024;
        double luma = (0.299 * first[at]) + (0.587 * first[at + plane]) + (0.114 * first[at + (2 * plane)]);
        Assert.Equal(Math.Round(luma), train.Image(3)[5]);
        Assert.Equal(train.Pixels, zipped.Pixels);
        Assert.Equal(train.Pixels, plain.Pixels);
    }

    [Fact]
    public void In_colour_the_pixels_are_those_of_the_records_and_progress_counts_the_images()
    {
        Dictionary<string, byte[]> files = Files();
        Recorder progress = new();

        (ImageSet train, ImageSet test) = Read(folder.Write("a.tar.gz", ImageSample.TarGzip(files)), channels: 3, progress);

        Assert.Equal((50, 10, 3, 32, 32), (train.Count, test.Count, train.Channels, train.Height, test.Width));
        byte[] second = files["cifar-10-batches-bin/data_batch_2.bin"];
        Assert.Equal(second.AsSpan((4 * RecordLength) + 1, RecordLength - 1), train.Image(14));
        Assert.Equal(files["cifar-10-batches-bin/test_batch.bin"].AsSpan(1, RecordLength - 1), test.Image(0));
        Assert.Equal(Enumerable.Range(1, 60).Select(i => new LoadProgress(LoadStep.Decode, "cifar10", i, 60)), progress.Reports);
    }

    public static TheoryData<string, Action<Dictionary<string, byte[]>>, string> Damages()
    {
        const string batch = "cifar-10-batches-bin/data_batch_3.bin", test = "cifar-10-batches-bin/test_batch.bin";
        return new()
        {
            { "missing", files => files.Remove(test), "holds no test_batch.bin" },
            { "short", files => files[batch] = files[batch][..^1], "truncated: holds 30729 bytes, expected 30730 (10 images)" },
            { "long", files => files[batch] = [.. files[batch], 0], "trailing bytes: holds more than 30730 bytes" },
            { "label", files => files[batch][RecordLength] = 10, "label 1 is 10, expected 0 to 9" },
            { "class", files => files[test][0] = 1, "class 0 (airplane) has no samples" },
        };
    }

    [Theory]
    [MemberData(nameof(Damages), DisableDiscoveryEnumeration = true)]
    public void Damage_is_reported(string what, Action<Dictionary<string, byte[]>> damage, string expected)
    {
        Dictionary<string, byte[]> files = Files();
        damage(files);
        string path = folder.Write("a.tar.gz", ImageSample.TarGzip(files));

        InputException e = Assert.Throws<InputException>(() => Read(path));

        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Contains(expected, StringComparison.Ordinal), $"{what}: {e.Message}");
    }

    [Theory]
    // The time: octal digits beyond any year, and the binary form with all bits set.
    [InlineData(136, "777777777777")]
    [InlineData(136, "\u0080\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f")]
    // The size, and the user's number.
    [InlineData(124, "\u0080\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f")]
    [InlineData(108, "\u0080\u007f\u007f\u007f\u007f\u007f\u007f\u007f")]
    public void An_impossible_number_in_a_header_is_refused_or_read(int at, string value)
    {
        byte[] tar = Gunzip(ImageSample.TarGzip(Files()));
        for (int k = 0; k < value.Length; k++) tar[at + k] = (byte)value[k];
        int sum = Enumerable.Range(0, 512).Sum(k => k is >= 148 and < 156 ? ' ' : tar[k]);
        System.Text.Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(tar, 148);
        string path = folder.Write("a.tar", tar);
        try
        {
            Assert.Equal(50, Read(path).Train.Count);
        }
        catch (InputException e)
        {
            Assert.StartsWith($"{path}: ", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_bytes_are_read_as_an_archive_or_refused()
    {
        byte[] zipped = ImageSample.TarGzip(Files()), plain = Gunzip(zipped);
        string path = folder.Write("a.tar.gz", zipped);
        Gen.Select(Gen.Bool, Gen.Int[0, plain.Length + 2000], Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[0, 4]).Sample(
            (gzip, length, flips) =>
            {
                byte[] damaged = [.. (gzip ? zipped : plain).Take(length)];
                foreach ((int at, byte mask) in flips)
                {
                    if (at < damaged.Length) damaged[at] ^= mask;
                }
                File.WriteAllBytes(path, damaged);
                try
                {
                    Assert.Equal(50, Read(path).Train.Count);
                }
                catch (InputException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                    Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 400, threads: 1);
    }

    private static (ImageSet Train, ImageSet Test) Read(string path, int channels = 1, IProgress<LoadProgress>? progress = null) =>
        new CifarBinary(DataSets.Cifar10.ClassNames) { Records = Records, Channels = channels, Progress = progress }
            .Read(path, TestContext.Current.CancellationToken);

    private static Dictionary<string, byte[]> Files()
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            ["cifar-10-batches-bin/batches.meta.txt"] = "airplane\n"u8.ToArray(),
        };
        for (int batch = 1; batch <= 6; batch++)
        {
            byte[] records = new byte[Records * RecordLength];
            new Random(batch).NextBytes(records);
            for (int i = 0; i < Records; i++) records[i * RecordLength] = (byte)i;
            files.Add($"cifar-10-batches-bin/{(batch == 6 ? "test_batch" : $"data_batch_{batch}")}.bin", records);
        }
        return files;
    }

    private static byte[] Gunzip(byte[] content)
    {
        using System.IO.Compression.GZipStream stream = new(new MemoryStream(content), System.IO.Compression.CompressionMode.Decompress);
        using MemoryStream plain = new();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
