using Coterie.Activations;
using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Tests.Folder;

/// <summary>The samples on which neurons are most active, and their images, in a run folder.</summary>
public class RunImagesTests
{
    private const int Snapshots = 4, Count = 90, Classes = 3, Side = 5;
    private static readonly Layer[] Layers = [new("wide", 40), new("narrow", 9)];
    private static readonly int[] Labels = [.. Enumerable.Range(0, Count).Select(d => d % Classes)];

    [Fact]
    public void A_neuron_has_its_strongest_samples_and_the_counts_of_its_entropy()
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], Snapshots);
        RunReader run = RunReader.Open(folder["run"]);
        foreach (SnapshotEntry entry in run.Manifest.Snapshots)
        {
            float[][] values = Values(entry.Snapshot);
            foreach (NeuronRow row in run.ReadNeurons(entry))
            {
                int l = row.Layer == "wide" ? 0 : 1;
                (int Sample, double Activation)[] expected =
                [
                    .. Enumerable.Range(0, Count)
                        .Select(d => (Sample: d, Activation: (double)values[l][d * Layers[l].Neurons + row.Neuron]))
                        .Where(one => one.Activation > 0)
                        .OrderByDescending(one => one.Activation)
                        .ThenBy(one => one.Sample)
                        .Take(8),
                ];
                Assert.Equal(expected.Select(one => (long)one.Sample), row.StrongestSamples!);
                Assert.Equal(expected.Select(one => one.Activation), row.StrongestActivations!);
                Assert.Equal(expected.Select(one => Labels[one.Sample]), row.StrongestClasses!);
                Assert.Equal(Count, row.Histogram!.Sum());
                double[] shares = [.. row.Histogram!.Where(count => count > 0).Select(count => count / (double)Count)];
                Assert.Equal(row.Values["entropy_all"]!.Value, -shares.Sum(p => p * Math.Log(p)), 9);
            }
        }
    }

    [Fact]
    public void The_images_of_neurons_in_the_pattern_graph_are_kept_once_each()
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], Snapshots);
        RunReader run = RunReader.Open(folder["run"]);
        ImageSet images = Images();
        HashSet<long> known = [];
        foreach (SnapshotEntry entry in run.Manifest.Snapshots)
        {
            IEnumerable<long> listed = run.ReadNeurons(entry).Where(row => row.Classes.Count > 0).SelectMany(row => row.StrongestSamples!);
            IReadOnlyList<ImageRow> rows = run.ReadImages(entry);
            Assert.Equal(listed.Distinct().Where(sample => !known.Contains(sample)).Order(), rows.Select(row => row.Sample));
            Assert.All(rows, row =>
            {
                Assert.Equal((Labels[row.Sample], Side, Side, 1), (row.Class, row.Height, row.Width, row.Channels));
                Assert.Equal(images.Image((int)row.Sample), row.Pixels);
            });
            known.UnionWith(rows.Select(row => row.Sample));
        }
        Assert.InRange(known.Count, 1, Count);
    }

    [Fact]
    public void They_are_the_same_bytes_at_any_number_of_threads_and_where_a_run_goes_on()
    {
        using TemporaryFolder folder = new();
        Record(folder["whole"], Snapshots, threads: 1);
        Record(folder["threads"], Snapshots, threads: 3);
        for (int count = 1; count <= Snapshots; count++) Record(folder["parts"], count);

        string[] files = [.. RunReader.Open(folder["whole"]).Manifest.Snapshots.SelectMany(entry => entry.Files.Keys)];
        Assert.Contains(RunFiles.Images(1), files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            byte[] expected = File.ReadAllBytes(folder[$"whole/{file}"]);
            Assert.Equal(expected, File.ReadAllBytes(folder[$"threads/{file}"]));
            Assert.Equal(expected, File.ReadAllBytes(folder[$"parts/{file}"]));
        }
    }

    [Fact]
    public void Without_images_there_is_no_file_and_the_samples_are_told()
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], 1, images: null);
        RunReader run = RunReader.Open(folder["run"]);
        Assert.False(Directory.Exists(folder["run/images"]));
        Assert.Empty(run.ReadImages(run.Manifest.Snapshots[0]));
        Assert.Contains(run.ReadNeurons(run.Manifest.Snapshots[0]), row => row.StrongestSamples!.Count == 8);
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], 1);
        string path = folder[$"run/{RunFiles.Images(1)}"];
        ParquetFile.Write(path, [new ImageRow { Height = 2, Width = 2, Channels = 1, Pixels = [1, 2, 3] }]);
        string manifest = folder["run/run.json"];
        RunReader run = RunReader.Open(folder["run"]);
        string before = run.Manifest.Snapshots[0].Files[RunFiles.Images(1)];
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, Checksum.Of(path), StringComparison.Ordinal));
        run = RunReader.Open(folder["run"]);

        InputException refused = Assert.Throws<InputException>(() => run.ReadImages(run.Manifest.Snapshots[0]));
        Assert.Equal(
            $"{path}: found an image of 1×2×2 with 3 pixels, expected 1 or 3 channels of at most 64×64, and as many pixels",
            refused.Message);
    }

    [Theory]
    [InlineData(64, 10, 1, 64, 10)]
    [InlineData(65, 10, 1, 33, 5)]
    [InlineData(130, 200, 3, 33, 50)]
    public void Large_images_are_scaled_down_by_a_whole_number(int height, int width, int channels, int rows, int columns)
    {
        byte[] pixels = new byte[channels * height * width];
        new Random(height).NextBytes(pixels);

        ImageRow found = Thumbnail.Of(new ImageSet(pixels, [0], height, width, channels), 0);

        Assert.Equal((rows, columns, channels), (found.Height, found.Width, found.Channels));
        Assert.Equal(rows * columns * channels, found.Pixels.Length);
        int factor = (Math.Max(height, width) + 63) / 64;
        for (int at = 0; at < found.Pixels.Length; at++)
        {
            int x = at % columns * factor, y = at / columns % rows * factor, channel = at / columns / rows;
            double mean = Enumerable.Range(0, factor * factor)
                .Select(k => (X: x + k % factor, Y: y + k / factor))
                .Where(place => place.X < width && place.Y < height)
                .Average(place => pixels[(channel * height + place.Y) * width + place.X]);
            Assert.InRange(found.Pixels[at], mean - 0.5, mean + 0.5);
        }
    }

    private static void Record(string path, int count, int threads = 1) => Record(path, count, Images(), threads);

    private static void Record(string path, int count, ImageSet? images, int threads = 1)
    {
        using RunWriter run = Sample.Open(path);
        SnapshotRecorder recorder = new(new AnalysisSettings { Top = 3, Threads = threads, Seed = 3 }, run, images);
        while (recorder.Snapshots.Count < count)
        {
            int number = recorder.Snapshots.Count + 1;
            MemoryActivations source = new(Layers, Values(number), Labels, Classes);
            recorder.Record(number, Accuracies.None, source, cancellation: TestContext.Current.CancellationToken);
        }
    }

    private static ImageSet Images()
    {
        byte[] pixels = new byte[Count * Side * Side];
        new Random(7).NextBytes(pixels);
        return new ImageSet(pixels, Labels, Side, Side);
    }

    private static float[][] Values(int number)
    {
        Random random = new(number);
        return
        [
            .. Layers.Select(layer => Enumerable.Range(0, Count * layer.Neurons)
                .Select(_ => Math.Max(0, random.Next(-40, 60) / 16f)).ToArray()),
        ];
    }
}
