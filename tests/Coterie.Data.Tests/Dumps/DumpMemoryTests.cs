using System.IO.Compression;

namespace Coterie.Data.Tests.Dumps;

/// <summary>What the analysis of a dump allocates, measured of the whole process, in which no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(DumpMemoryTests), DisableParallelization = true)]
[Collection(nameof(DumpMemoryTests))]
public sealed class DumpMemoryTests : IDisposable
{
    private const int Samples = 100_000;
    private const int Neurons = 500;
    private const int AtOnce = 1000;
    private const long Values = 4L * Samples * Neurons;

    private readonly Npz npz = new();

    public void Dispose()
    {
        npz.Dispose();
    }

    [Theory]
    [InlineData("dump.npy")]
    [InlineData("dump.safetensors")]
    [InlineData("dump.npz")]
    public void A_dump_larger_than_the_memory_is_analysed_within_it(string name)
    {
        string path = npz.PathTo(name), labels = npz.PathTo("y.npy");
        Write(path);
        File.WriteAllBytes(labels, Npz.Array("|u1", [.. Enumerable.Range(0, Samples).Select(d => (byte)(d % 3))], Samples));
        AnalysisSettings settings = new() { Memory = Values / 8, Top = 5, Threads = 2 };
        long before = GC.GetTotalAllocatedBytes(precise: true);

        DumpActivations source = new(path, new DumpReading { Labels = labels });
        SnapshotAnalysis found = new SnapshotAnalyzer(settings).Analyze(source, TestContext.Current.CancellationToken);

        // All that is allocated, whether it is freed or not: several passes with batches of their own, and the labels.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Values / 2);
        Assert.True(found.Layers[0].Pattern.Graph.VertexCount > 0);
    }

    private static void Write(string path)
    {
        using FileStream file = File.Create(path);
        byte[] header = Npz.Header("<f4", [Samples, Neurons]);
        switch (Path.GetExtension(path))
        {
            case ".npz":
                using (ZipArchive archive = new(file, ZipArchiveMode.Create))
                {
                    using Stream entry = archive.CreateEntry("fc1.npy", CompressionLevel.NoCompression).Open();
                    entry.Write(header);
                    WriteValues(entry);
                }
                break;
            case ".safetensors":
                file.Write(SafeTensorsFile.Of(SafeTensorsFile.Entry("fc1", "F32", [Samples, Neurons], 0, Values), []));
                WriteValues(file);
                break;
            default:
                file.Write(header);
                WriteValues(file);
                break;
        }
    }

    private static void WriteValues(Stream stream)
    {
        Random random = new(3);
        float[] values = [.. Enumerable.Range(0, AtOnce * Neurons).Select(_ => Math.Max(0, random.NextSingle() - 0.5f))];
        byte[] some = SafeTensorsFile.Bytes(values);
        for (int d = 0; d < Samples; d += AtOnce) stream.Write(some);
    }
}
