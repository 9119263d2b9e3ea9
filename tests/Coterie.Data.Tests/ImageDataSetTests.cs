using System.Security.Cryptography;
using CsCheck;
using SkiaSharp;

namespace Coterie.Data.Tests;

public sealed class ImageDataSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Cache => Path.Combine(folder.Path, "cache");

    [Theory]
    [InlineData("")]
    [InlineData("some/where/")]
    public async Task A_folder_and_a_zip_with_train_and_test_are_the_same_data_set(string top)
    {
        Dictionary<string, byte[]> files = ImageSample.Files([$"{top}train/b", $"{top}train/a", $"{top}test/a", $"{top}test/b"], 3);
        DataSet zipped = await LoadAsync(WriteZip(files)), unzipped = await LoadAsync(WriteFolder(files));

        Assert.Equal(["a", "b"], zipped.ClassNames);
        Assert.Equal(("made", 6, 6, 8, 8), (zipped.Name, zipped.Train.Count, zipped.Test.Count, zipped.Train.Height, zipped.Test.Width));
        Assert.Equal(zipped.Train.Pixels, unzipped.Train.Pixels);
        Assert.Equal(zipped.Test.Labels, unzipped.Test.Labels);
        Assert.Equal(3, zipped.Train.Labels.Count(label => label == 1));
        Assert.Empty(zipped.Warnings);
    }

    [Fact]
    public async Task Classes_alone_are_divided_by_the_seed_within_each_class()
    {
        string zip = WriteZip(ImageSample.Files(["a", "b", "c"], 20));

        DataSet one = await LoadAsync(zip, new() { SplitSeed = 1 }), again = await LoadAsync(zip, new() { SplitSeed = 1 });
        DataSet two = await LoadAsync(zip, new() { SplitSeed = 2 });

        Assert.Equal((48, 12), (one.Train.Count, one.Test.Count));
        Assert.All(one.Test.Labels.CountBy(label => label), pair => Assert.Equal(4, pair.Value));
        Assert.Equal(one.Train.Pixels, again.Train.Pixels);
        Assert.NotEqual(Hashes(one.Test), Hashes(two.Test));
        // With every seed, each image is in one split, once.
        string[] all = [.. Hashes(one.Train).Concat(Hashes(one.Test)).Order(StringComparer.Ordinal)];
        Assert.Equal(60, new HashSet<string>(all, StringComparer.Ordinal).Count);
        Assert.Equal<string[]>(all, [.. Hashes(two.Train).Concat(Hashes(two.Test)).Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public void Pixels_and_the_reported_bad_image_do_not_depend_on_the_threads()
    {
        Dictionary<string, byte[]> files = ImageSample.Files(["a", "b"], 40, 23, 17);
        string good = WriteZip(files);
        files["a/17.png"] = files["b/30.png"] = [1, 2, 3];
        string bad = WriteZip(files, "bad");

        DataSet Load(string path, int threads)
        {
            using ImageArchive archive = ImageArchive.Open(path, TestContext.Current.CancellationToken);
            ImageLoading loading = new() { Size = 9, Threads = threads, CacheFolder = Path.Combine(folder.Path, $"cache{threads}") };
            return loading.Load("made", archive, ImageFolderLayout.Plan(archive, 1), TestContext.Current.CancellationToken);
        }

        Assert.Equal(Load(good, 1).Train.Pixels, Load(good, 7).Train.Pixels);
        foreach (int threads in (int[])[1, 7])
        {
            InputException e = Assert.Throws<InputException>(() => Load(bad, threads));
            const string expected = "is no image that can be read (JPEG, PNG, BMP, GIF, WebP, ICO), or damaged at its beginning";
            Assert.Equal($"{bad}: a/17.png: {expected}", e.Message);
        }
    }

    [Fact]
    public async Task Bad_images_are_skipped_and_counted_on_request()
    {
        Dictionary<string, byte[]> files = ImageSample.Files(["train/a", "train/b", "test/a", "test/b"], 4);
        files["train/b/01.png"] = files["train/b/01.png"][..60];
        files["test/a/03.png"] = [];
        string zip = WriteZip(files);

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(zip));
        DataSet first = await LoadAsync(zip, new() { SkipBadImages = true }), cached = await LoadAsync(zip, new() { SkipBadImages = true });

        Assert.StartsWith($"{zip}: test/a/03.png: ", e.Message, StringComparison.Ordinal);
        foreach (DataSet data in (DataSet[])[first, cached])
        {
            Assert.Equal((7, 7, 2), (data.Train.Count, data.Test.Count, data.SkippedImages));
            Assert.Equal([$"{zip}: 2 bad images are left out, the first test/a/03.png"], data.Warnings);
        }
        Assert.Equal(first.Train.Pixels, cached.Train.Pixels);
        // The cache that was written while bad images were skipped must not hide them now.
        await Assert.ThrowsAsync<InputException>(() => LoadAsync(zip));
    }

    [Fact]
    public async Task A_zip_entry_whose_checksum_is_wrong_is_a_bad_image()
    {
        Dictionary<string, byte[]> files = ImageSample.Files(["a", "b"], 3);
        byte[] zip = ImageSample.Zip(files);
        // The name is in the local header and again in the directory, where the checksum is 30 bytes before it.
        int at = zip.AsSpan().LastIndexOf("b/01.png"u8);
        zip[at - 30] ^= 1;
        string path = folder.Write("made.zip", zip);

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(path));

        Assert.StartsWith($"{path}: b/01.png: ", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await LoadAsync(path, new() { SkipBadImages = true })).SkippedImages);
    }

    public static TheoryData<string, string[], string> Unusable() => new()
    {
        { "no images", ["a/x.txt", "b/y.txt"], "holds no images, expected files that end in .jpg, .jpeg, .png, .bmp" },
        { "no classes", ["1.png", "2.png"], "holds images of one class or none" },
        { "one class", ["train/a/1.png", "test/a/1.png"], "holds images of one class, a, expected" },
        { "no test", ["train/a/1.png", "train/b/1.png"], "holds no test/CLASS/* images" },
        { "no training", ["test/a/1.png", "test/b/1.png", "other/1.png"], "holds no train/CLASS/* images" },
        { "class without training", ["train/a/1.png", "test/a/1.png", "test/b/1.png"], "train: class 1 (b) has no samples" },
        {
            "empty class", ["a/1.png", "a/2.png", "b/1.png", "b/2.png", "c/notes.txt"],
            "c holds no images, expected at least one of each class"
        },
        { "a single image", ["a/1.png", "a/2.png", "b/1.png"], "class 1 (b) has one image, expected at least two" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Archives_that_are_no_data_set_are_refused_in_one_line(string what, string[] names, string expected)
    {
        Dictionary<string, byte[]> files = names.ToDictionary(name => name, _ => ImageSample.Bitmap(), StringComparer.Ordinal);
        foreach (string path in (string[])[WriteZip(files), WriteFolder(files)])
        {
            InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(path));

            Assert.True(e.Message.StartsWith($"{path}: {expected}", StringComparison.Ordinal), $"{what}: {e.Message}");
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Fact]
    public async Task Images_outside_class_folders_are_left_out_with_a_warning_and_hidden_files_without()
    {
        string[] folders = ["top/train/a", "top/train/b", "top/test/a", "top/test/b", "top/valid/a", ".git/x", "top/train/a/.thumbs"];
        string zip = WriteZip(ImageSample.Files(folders, 2));

        DataSet data = await LoadAsync(zip);

        Assert.Equal((4, 4), (data.Train.Count, data.Test.Count));
        Assert.Equal([$"{zip}: train is taken for training and test for testing; valid (2 images) is left out"], data.Warnings);
    }

    [Fact]
    public async Task A_name_with_control_characters_is_refused()
    {
        string zip = WriteZip(ImageSample.Files(["a", "b\nc"], 2));

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(zip));

        Assert.Equal($"{zip}: holds a name with control characters, b?c/00.png, expected names that can be shown", e.Message);
    }

    [Fact]
    public async Task Images_of_several_sizes_need_a_size_to_scale_to()
    {
        Dictionary<string, byte[]> files = ImageSample.Files(["a", "b"], 2);
        files["b/01.png"] = ImageSample.Varied(SKEncodedImageFormat.Png, 1, 12, 6);
        string zip = WriteZip(files);

        InputException e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(zip));
        DataSet scaled = await LoadAsync(zip, new() { ImageSize = 5 });

        Assert.StartsWith($"{zip}: b/01.png: is 12×6, expected 8×8 like the first image", e.Message, StringComparison.Ordinal);
        Assert.Equal((5, 5, 2), (scaled.Train.Height, scaled.Test.Width, scaled.Train.Count));
        e = await Assert.ThrowsAsync<InputException>(() => LoadAsync(zip, new() { ImageSize = 0 }));
        Assert.Equal("image size 0, expected 1 to 4096", e.Message);
    }

    [Fact]
    public async Task Data_sets_without_image_files_are_scaled_too()
    {
        DataSet glyphs = await LoadAsync("glyphs", new() { ImageSize = 7 });

        Assert.Equal((60_000, 7, 7), (glyphs.Train.Count, glyphs.Train.Height, glyphs.Test.Width));
    }

    [Fact]
    public async Task The_cache_holds_the_decoded_images_and_is_written_again_if_damaged_or_stale()
    {
        string zip = WriteZip(ImageSample.Files(["a", "b"], 10));
        DataStore store = new() { ImageSize = 6 };
        DataSet decoded = await LoadAsync(zip, store);
        string kept = Assert.Single(Directory.GetFiles(Path.Combine(Cache, "decoded")));
        byte[] whole = File.ReadAllBytes(kept);

        Assert.Equal(decoded.Train.Pixels, (await LoadAsync(zip, store)).Train.Pixels);
        // In the magic number, key, checksum, sizes, flags of bad images, pixels and the last byte.
        foreach (int at in (int[])[0, 10, 30, 41, 45, 50, 100, whole.Length - 1])
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x40;
            File.WriteAllBytes(kept, damaged);
            Assert.Equal(decoded.Train.Pixels, (await LoadAsync(zip, store)).Train.Pixels);
            Assert.Equal(whole, File.ReadAllBytes(kept));
        }
        File.WriteAllBytes(kept, whole[..^7]);
        Assert.Equal(decoded.Test.Pixels, (await LoadAsync(zip, store)).Test.Pixels);

        // A zip of other images under the same name.
        Dictionary<string, byte[]> others = ImageSample.Files(["z", "a", "b"], 10);
        WriteZip(others.Where(file => !file.Key.StartsWith('z')).ToDictionary());
        Assert.NotEqual(decoded.Train.Pixels, (await LoadAsync(zip, store)).Train.Pixels);
        Assert.Equal(kept, Assert.Single(Directory.GetFiles(Path.Combine(Cache, "decoded"))));
    }

    [Fact]
    public async Task The_cache_serves_every_seed_and_may_be_unwritable()
    {
        string zip = WriteZip(ImageSample.Files(["a", "b"], 10));
        await LoadAsync(zip, new() { SplitSeed = 1 });
        DataSet cached = await LoadAsync(zip, new() { SplitSeed = 2 });
        Assert.Single(Directory.GetFiles(Path.Combine(Cache, "decoded")));

        folder.Write("file", []);
        DataStore unwritable = new() { SplitSeed = 2, CacheDirectory = Path.Combine(folder.Path, "file") };
        DataSet decoded = await unwritable.LoadAsync(zip, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(cached.Train.Pixels, decoded.Train.Pixels);
        Assert.Contains("the decoded images cannot be kept here", Assert.Single(decoded.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_of_a_zip_are_read_as_images_or_refused()
    {
        byte[] zip = ImageSample.Zip(ImageSample.Files(["a", "b"], 3));
        string path = folder.Write("made.zip", zip);
        Gen.Select(Gen.Bool, Gen.Int[0, zip.Length], Gen.Select(Gen.Int[0, zip.Length - 1], Gen.Byte).Array[1, 5]).Sample(
            (cut, length, flips) =>
            {
                byte[] damaged = cut ? zip[..length] : [.. zip];
                foreach ((int at, byte mask) in flips)
                {
                    if (at < damaged.Length) damaged[at] ^= mask;
                }
                File.WriteAllBytes(path, damaged);
                try
                {
                    using ImageArchive archive = ImageArchive.Open(path, TestContext.Current.CancellationToken);
                    ImageLoading loading = new() { Size = 4, SkipBadImages = cut, CacheFolder = Cache };
                    loading.Load("made", archive, ImageFolderLayout.Plan(archive, 1), TestContext.Current.CancellationToken);
                }
                catch (InputException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                    Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 1500, threads: 1);
    }

    [Fact]
    public void Too_many_pixels_for_memory_are_refused_before_they_are_decoded()
    {
        InputException e = Assert.Throws<InputException>(() => ImageScaling.CheckedLength(41_427, 256, 256, 1, "plantvillage"));

        Assert.Equal(
            "plantvillage: 41427 images of 256×256 are 2714959872 bytes, expected at most 2147483591: choose a smaller image size",
            e.Message);
    }

    private Task<DataSet> LoadAsync(string name, DataStore? like = null) => new DataStore
    {
        CacheDirectory = Cache,
        EnvironmentDirectory = null,
        ImageSize = like?.ImageSize,
        SplitSeed = like?.SplitSeed ?? 1,
        SkipBadImages = like?.SkipBadImages ?? false,
    }.LoadAsync(name, cancellation: TestContext.Current.CancellationToken);

    private string WriteZip(Dictionary<string, byte[]> files, string name = "made") => folder.Write($"{name}.zip", ImageSample.Zip(files));

    private string WriteFolder(Dictionary<string, byte[]> files)
    {
        foreach ((string name, byte[] content) in files) folder.Write(Path.Combine("made", name), content);
        return Path.Combine(folder.Path, "made");
    }

    private static string[] Hashes(ImageSet images) =>
    [
        .. Enumerable.Range(0, images.Count)
            .Select(i => Convert.ToHexString(SHA256.HashData(images.Image(i))))
            .Order(StringComparer.Ordinal),
    ];
}
