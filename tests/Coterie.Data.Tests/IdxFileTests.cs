using CsCheck;

namespace Coterie.Data.Tests;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Files_are_read_gzipped_or_not_under_any_name(bool gzipImages, bool gzipLabels)
    {
        byte[] images = IdxSample.Images(20), labels = IdxSample.LabelsOf(20);

        ImageSet read = Read(gzipImages ? IdxSample.Gzip(images) : images, gzipLabels ? IdxSample.Gzip(labels) : labels);

        Assert.Equal((20, 3, 2), (read.Count, read.Height, read.Width));
        Assert.Equal(images[16..], read.Pixels);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 10), read.Labels);
        Assert.Equal(images[(16 + 6)..(16 + 12)], read.Image(1).ToArray());
    }

    [Fact]
    public void Gzip_members_one_after_another_are_one_content()
    {
        byte[] images = IdxSample.Images(20);

        ImageSet read = Read([.. IdxSample.Gzip(images[..50]), .. IdxSample.Gzip(images[50..])], IdxSample.LabelsOf(20));

        Assert.Equal(images[16..], read.Pixels);
    }

    [Fact]
    public void A_small_gzip_file_that_announces_much_takes_little_memory()
    {
        byte[] labels = IdxSample.Header(new byte[100], 0x801, 1_000_000_000);
        string path = folder.Write("labels", IdxSample.Gzip(labels));
        long before = GC.GetAllocatedBytesForCurrentThread();

        InputException e = Assert.Throws<InputException>(() => IdxFile.ReadLabels(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("truncated: holds 100 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_longer_than_the_first_buffer_is_read_whole()
    {
        byte[] images = IdxSample.Images(10, 3000, 3000);

        Assert.True(images.AsSpan(16).SequenceEqual(Read(IdxSample.Gzip(images), IdxSample.LabelsOf(10)).Pixels));
    }

    public static TheoryData<string, byte[], string> DamagedImages()
    {
        byte[] good = IdxSample.Images(20), zipped = IdxSample.Gzip(good);
        byte[] Header(params uint[] words) => IdxSample.Header([.. good], words);
        byte[] badCrc = [.. zipped];
        badCrc[^6] ^= 1;
        byte[] badData = [.. zipped];
        badData[zipped.Length / 2] ^= 0x10;
        return new()
        {
            { "empty", [], "truncated in the header: holds 0 bytes, expected at least 16" },
            { "labels instead", IdxSample.LabelsOf(20), "begins with 0x00000801, expected 0x00000803" },
            { "half a header", good[..10], "truncated in the header: holds 10 bytes, expected at least 16" },
            { "half a header, gzipped", IdxSample.Gzip(good[..10]), "truncated in the header: holds 10 bytes, expected at least 16" },
            { "no data", good[..16], "truncated: holds 16 bytes, expected 136 (20 images of 3×2)" },
            { "a byte less", good[..^1], "truncated: holds 135 bytes, expected 136 (20 images of 3×2)" },
            { "a byte less, gzipped", IdxSample.Gzip(good[..^1]), "truncated: holds 135 bytes, expected 136 (20 images of 3×2)" },
            { "a byte more", [.. good, 0], "trailing bytes: holds 137 bytes, expected 136" },
            { "a byte more, gzipped", IdxSample.Gzip([.. good, 0]), "trailing bytes: holds more than 136 bytes, expected 136" },
            { "much more, gzipped", IdxSample.Gzip([.. good, .. good]), "trailing bytes: holds more than 136 bytes, expected 136" },
            { "no images", Header(0x803, 0), "announces 0 images of 3×2, expected at least one" },
            { "no rows", Header(0x803, 20, 0), "announces 20 images of 0×2, expected at least one" },
            { "no columns", Header(0x803, 20, 3, 0), "announces 20 images of 3×0, expected at least one" },
            { "2 GB", Header(0x803, 1_000_000, 40, 50), "truncated: holds 136 bytes, expected 2000000016" },
            { "2 GB, gzipped", IdxSample.Gzip(Header(0x803, 1_000_000, 40, 50)), "truncated: holds 136 bytes, expected 2000000016" },
            { "more than an array", Header(0x803, uint.MaxValue, uint.MaxValue, uint.MaxValue), "announces 4294967295 images of" },
            { "a wrong CRC", badCrc, "gzip data are corrupt or cut short" },
            { "a flipped bit, gzipped", badData, "gzip data are corrupt or cut short" },
            { "gzip magic alone", [0x1F, 0x8B], "" },
            { "gzip without trailer", zipped[..^8], "gzip data are corrupt or cut short" },
            { "gzip with half a trailer", zipped[..^4], "gzip data are corrupt or cut short" },
            { "gzip less a byte", zipped[..^1], "gzip data are corrupt or cut short" },
            { "half a gzip", zipped[..(zipped.Length / 2)], "" },
            { "bytes after the gzip", [.. zipped, 1, 2, 3], "something else follows" },
        };
    }

    [Theory]
    [MemberData(nameof(DamagedImages))]
    public void Damaged_images_are_refused_in_one_line_that_names_the_file(string damage, byte[] images, string expected) =>
        AssertRefused(damage, images, IdxSample.LabelsOf(20), "images", expected);

    public static TheoryData<string, byte[], string> DamagedLabels()
    {
        byte[] good = IdxSample.LabelsOf(20);
        return new()
        {
            { "images instead", IdxSample.Images(20), "begins with 0x00000803, expected 0x00000801" },
            { "half a header", good[..5], "truncated in the header: holds 5 bytes, expected at least 8" },
            { "a byte less", good[..^1], "truncated: holds 27 bytes, expected 28 (20 labels)" },
            { "a byte more", [.. good, 0], "trailing bytes: holds 29 bytes, expected 28" },
            { "none", IdxSample.Labels(), "announces 0 labels, expected at least one" },
            { "more than an array", IdxSample.Header([.. good], 0x801, uint.MaxValue), "announces 4294967295 labels" },
            { "a label of 10", IdxSample.Labels([0, 1, 10]), "label 2 is 10, expected 0 to 9" },
            { "no sevens", IdxSample.Labels([0, 1, 2, 3, 4, 5, 6, 8, 9]), "class 7 (seven) has no samples" },
            { "fewer than images", IdxSample.LabelsOf(19), "holds 19 labels, expected 20" },
            { "more than images", IdxSample.LabelsOf(21), "holds 21 labels, expected 20" },
        };
    }

    [Theory]
    [MemberData(nameof(DamagedLabels))]
    public void Damaged_labels_are_refused_in_one_line_that_names_the_file(string damage, byte[] labels, string expected) =>
        AssertRefused(damage, IdxSample.Images(20), labels, "labels", expected);

    [Fact]
    public void A_missing_file_is_named()
    {
        string labels = folder.Write("labels", IdxSample.LabelsOf(20));
        string missing = Path.Combine(folder.Path, "missing");

        InputException e = Assert.Throws<InputException>(
            () => IdxFile.Read(missing, labels, IdxSample.ClassNames, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{missing}: cannot be read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_announces_too_much_takes_no_memory()
    {
        byte[] images = IdxSample.Gzip(IdxSample.Header(IdxSample.Images(20), 0x803, 1_000_000, 40, 50));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InputException>(() => Read(images, IdxSample.LabelsOf(20)));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100 << 20);
    }

    [Fact]
    public void Any_damaged_file_is_read_or_refused()
    {
        byte[] images = IdxSample.Images(20), labels = IdxSample.LabelsOf(20);
        byte[][] files = [images, IdxSample.Gzip(images), labels, IdxSample.Gzip(labels)];
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 200], Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[0, 4], Gen.Byte.Array[0, 3]).Sample(
            (which, length, flips, tail) =>
            {
                byte[] damaged = [.. files[which].Take(length), .. length < files[which].Length ? [] : tail];
                foreach ((int at, byte mask) in flips)
                {
                    if (at < damaged.Length) damaged[at] ^= mask;
                }
                try
                {
                    ImageSet read = which < 2 ? Read(damaged, labels) : Read(images, damaged);
                    Assert.Equal(20, read.Count);
                }
                catch (InputException e)
                {
                    Assert.Contains(folder.Path, e.Message, StringComparison.Ordinal);
                    Assert.DoesNotContain('\n', e.Message);
                }
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void A_gzip_cut_short_at_any_length_is_refused()
    {
        byte[] whole = IdxSample.Gzip(IdxSample.Images(200)), labels = IdxSample.LabelsOf(200);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<InputException>(() => Read(whole[..length], labels));
    }

    private ImageSet Read(byte[] images, byte[] labels) =>
        IdxFile.Read(folder.Write("images", images), folder.Write("labels", labels), IdxSample.ClassNames);

    private void AssertRefused(string damage, byte[] images, byte[] labels, string file, string expected)
    {
        InputException e = Assert.Throws<InputException>(() => Read(images, labels));

        Assert.True(e.Message.StartsWith($"{Path.Combine(folder.Path, file)}: ", StringComparison.Ordinal), $"{damage}: {e.Message}");
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains("expected", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
