using System.IO.Compression;
using Coterie.Data.Tests.Dumps;
using Coterie.Tests.Shared;
using CsCheck;
using SkiaSharp;
using static Coterie.Data.Tests.Dumps.SafeTensorsFile;

namespace Coterie.Data.Tests.Fuzzing;

/// <summary>
/// Damaged files of every format: a reader reads them, or throws an <see cref="InputException"/> that names the file, and allocates no more
/// than such files can need.
/// </summary>
public sealed class ReaderFuzzTests : IDisposable
{
    private static readonly int Inputs = FuzzInputs.Count;

    // Of the thread that reads: buffers of a batch, and the bytes of a file that is small.
    private const long Bound = 32 << 20;

    // Four bytes for each pixel that an image may announce, and one that is kept until it is scaled.
    private const long ImageBound = 5L << 26;

    private readonly DirectoryInfo folder = Directory.CreateDirectory(
        Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"coterie-fuzz-{Guid.NewGuid():N}"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Archives_of_arrays()
    {
        byte[] layer = Npz.Array("<f4", Ramp(12), 4, 3), labels = Npz.Array("<i8", [0L, 1, 1, 0], 4);
        Fuzz("dump.npz", ReadDump, Zip(false, layer, labels), Zip(true, layer, labels));
    }

    [Fact]
    public void Arrays_within_archives()
    {
        byte[] labels = Npz.Array("<i8", [0L, 1, 1, 0], 4);
        Fuzz(
            "dump.npz",
            ReadDump,
            damaged => Zip(compress: damaged.Length % 2 == 0, damaged, labels),
            Bound,
            Npz.Array("<f4", Ramp(12), 4, 3),
            Npz.Array(">f8", [1.0, 2, 3, 4], 4, 1),
            [.. Npz.Header("<f2", [4, 1, 2, 2], 2, fortran: true), .. new byte[32]]);
    }

    [Fact]
    public void Arrays_alone()
    {
        DumpReading reading = new() { Labels = Write("y.npy", Npz.Array("<i8", [0L, 1, 1, 0], 4)) };
        Fuzz(
            "fc1.npy",
            path => Read(path, reading),
            Npz.Array("<f4", Ramp(12), 4, 3),
            Npz.Array(">f8", Array.ConvertAll(Ramp(16), x => (double)x), 4, 2, 2),
            [.. Npz.Header("<f4", [4, 3], fortran: true), .. Bytes(Ramp(12))]);
    }

    [Fact]
    public void Safetensors()
    {
        Fuzz(
            "dump.safetensors",
            ReadDump,
            Of(("h", "F32", Bytes(Ramp(12)), [4, 3]), ("labels", "I64", Bytes(0L, 1, 1, 0), [4])),
            Of(("h", "BF16", new byte[16], [4, 1, 2]), ("labels", "U8", [0, 1, 1, 0], [4]), ("n", "I64", Bytes(7L), [])));
    }

    [Fact]
    public void Labels_in_arrays_and_tables()
    {
        string dump = Write("fc1.npy", Npz.Array("<f4", Ramp(4), 4, 1));
        Fuzz(
            "labels",
            // Labels are read when a dump is opened.
            path => _ = new DumpActivations(dump, new DumpReading { Labels = path }),
            Npz.Array("<i8", [0L, 1, 1, 0], 4),
            Npz.Array<uint>("<U2", ['a', 0, 'b', 'c', 'b', 'c', 'a', 0], 4),
            Npz.Array<byte>("|u1", [1, 0, 0, 1, 0, 1, 1, 0], 4, 2),
            Npz.Array("<f4", [0f, 1, 1, 0], 4),
            "label\ncat\ndog\ndog\ncat\n"u8.ToArray(),
            "id;label\n1;cat\n2;\"dog\"\n3;dog\n4;cat\n"u8.ToArray(),
            "0\r\n1\r\n1\r\n0\r\n"u8.ToArray());
    }

    [Fact]
    public void Tables_of_accuracies()
    {
        Fuzz(
            "log.csv",
            path =>
            {
                AccuracyTable.Read(path);
                AccuracyTable.Read(path, bySteps: true);
            },
            "epoch,running,evaluated,test_accuracy\n1,0.5,0.6,0.55\n2,0.7,0.8,0.75\n"u8.ToArray(),
            "epoch;step;train_acc;val_acc\n0;100;\"0,5\";0,4\n1;200;0,6;0,5\n"u8.ToArray(),
            [0xEF, 0xBB, 0xBF, .. "epoch\taccuracy\tval_accuracy\n1\t50%\t40 %\n"u8],
            [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("epoch,accuracy\n1,0.5\n")]);
    }

    [Fact]
    public void Idx_files()
    {
        byte[] images = IdxSample.Images(10), labels = IdxSample.LabelsOf(10);
        string goodImages = Write("good-images", images), goodLabels = Write("good-labels", labels);
        Fuzz("images", path => ReadIdx(path, goodLabels), images, IdxSample.Gzip(images));
        Fuzz("images", path => ReadIdx(path, goodLabels), IdxSample.Gzip, Bound, images);
        Fuzz("labels", path => ReadIdx(goodImages, path), labels, IdxSample.Gzip(labels));
    }

    [Fact]
    public void Cifar_archives()
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach (string file in (string[])["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch"])
        {
            files[$"{file}.bin"] = [0, .. new byte[3072], 1, .. new byte[3072]];
        }
        byte[] gzipped = ImageSample.TarGzip(files);
        using GZipStream stream = new(new MemoryStream(gzipped), CompressionMode.Decompress);
        using MemoryStream tar = new();
        stream.CopyTo(tar);
        Fuzz("cifar.tar", ReadCifar, tar.ToArray(), gzipped);
    }

    [Fact]
    public void Archives_of_images()
    {
        Dictionary<string, byte[]> files = Images(ImageSample.Bitmap());
        Fuzz("images.zip", ReadImages, damaged => damaged, ImageBound, Stored(files), ImageSample.Zip(files));
    }

    [Fact]
    public void Images_within_archives()
    {
        Fuzz(
            "images.zip",
            ReadImages,
            damaged => Stored(Images(damaged)),
            ImageBound,
            ImageSample.Bitmap(),
            ImageSample.Varied(SKEncodedImageFormat.Png, 1, 4, 4),
            ImageSample.Varied(SKEncodedImageFormat.Jpeg, 2, 4, 4),
            ImageSample.Varied(SKEncodedImageFormat.Webp, 3, 4, 4));
    }

    private static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(k => k * 0.5f)];

    private static Dictionary<string, byte[]> Images(byte[] first) => new(StringComparer.Ordinal)
    {
        ["train/a/0.bmp"] = first,
        ["train/b/0.bmp"] = ImageSample.Bitmap(),
        ["test/a/0.bmp"] = ImageSample.Bitmap(),
        ["test/b/0.bmp"] = ImageSample.Bitmap(),
    };

    private static void ReadDump(string path) => Read(path, new DumpReading());

    private static void Read(string path, DumpReading reading) => RecordedActivations.Of(new DumpActivations(path, reading));

    private static void ReadIdx(string images, string labels) => IdxFile.Read(images, labels, IdxSample.ClassNames);

    private static void ReadCifar(string path) => new CifarBinary(["a", "b"]) { Records = 2 }.Read(path, CancellationToken.None);

    private static void ReadImages(string path)
    {
        using ImageArchive archive = ImageArchive.Open(path, CancellationToken.None);
        ImagePlan plan = ImageFolderLayout.Plan(archive, seed: 1);
        new ImageLoading { Size = 2, CacheFolder = null, Threads = 1 }.Load("images", archive, plan, CancellationToken.None);
    }

    private static byte[] Zip(bool compress, byte[] layer, byte[] labels)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create))
        {
            CompressionLevel level = compress ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
            using (Stream entry = archive.CreateEntry("h.npy", level).Open()) entry.Write(layer);
            using (Stream entry = archive.CreateEntry("labels.npy", level).Open()) entry.Write(labels);
        }
        return file.ToArray();
    }

    private static byte[] Stored(Dictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    private void Fuzz(string name, Action<string> read, params byte[][] files)
    {
        Fuzz(name, read, damaged => damaged, Bound, files);
    }

    private void Fuzz(string name, Action<string> read, Func<byte[], byte[]> wrap, long bound, params byte[][] files)
    {
        string path = Path.Combine(folder.FullName, name);
        foreach (byte[] file in files)
        {
            File.WriteAllBytes(path, wrap(file));
            read(path);
        }
        int refused = 0;
        Gen.Select(Gen.Int[0, files.Length - 1], Damage.Some).Sample(
            (file, damages) =>
            {
                File.WriteAllBytes(path, wrap(damages.Aggregate(files[file], (bytes, damage) => damage.Of(bytes))));
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    read(path);
                }
                catch (InputException e)
                {
                    refused++;
                    Assert.Contains(folder.FullName, e.Message, StringComparison.Ordinal);
                }
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bound);
            },
            iter: Inputs,
            threads: 1);
        // Some damage matters, and some does not.
        Assert.InRange(refused, Inputs / 20, Inputs - Inputs / 1000);
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
