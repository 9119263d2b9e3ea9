using System.Text.Json.Nodes;
using Coterie.Activations;
using Coterie.Layout;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace Coterie.Runs.Tests.Folder;

public class RunPositionsTests
{
    private const int Snapshots = 5;
    private static readonly Layer[] Layers = [new("wide", 24), new("narrow", 9)];

    [Fact]
    public void The_neurons_of_the_pattern_graph_have_places_and_no_others()
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], Snapshots);
        RunReader run = RunReader.Open(folder["run"]);
        foreach (SnapshotEntry entry in run.Manifest.Snapshots)
        {
            IReadOnlyList<NeuronRow> rows = run.ReadNeurons(entry);
            Assert.All(rows, row => Assert.Equal((row.Classes.Count > 0, row.Classes.Count > 0), (row.X is not null, row.Y is not null)));
            Assert.Contains(rows, row => row.X is null);
            // No two in the same place.
            (double?, double?)[] places = [.. rows.Where(row => row.X is not null).Select(row => (row.X, row.Y))];
            Assert.Equal(places.Length, places.Distinct().Count());
        }
    }

    [Fact]
    public void Places_are_the_same_at_any_number_of_threads_and_where_a_run_goes_on()
    {
        using TemporaryFolder folder = new();
        Record(folder["whole"], Snapshots, threads: 1);
        Record(folder["threads"], Snapshots, threads: 3);
        for (int count = 1; count <= Snapshots; count++) Record(folder["parts"], count);

        for (int number = 1; number <= Snapshots; number++)
        {
            byte[] expected = Table(folder["whole"], number);
            Assert.Equal(expected, Table(folder["threads"], number));
            Assert.Equal(expected, Table(folder["parts"], number));
        }
    }

    [Fact]
    public void A_neuron_that_comes_back_has_its_last_place_also_where_a_run_goes_on()
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], Snapshots);
        RunReader run = RunReader.Open(folder["run"]);
        HashSet<int>[] vertices = [.. run.Manifest.Snapshots.Select(entry => new RunPositions(run).Of(entry, "wide").Keys.ToHashSet())];
        // The sample has such neurons, so that the test above is about them too.
        Assert.Contains(vertices[0].Intersect(vertices[2]), neuron => !vertices[1].Contains(neuron));
    }

    [Fact]
    public async Task A_run_of_an_earlier_version_has_the_places_that_this_one_would_have_written()
    {
        using TemporaryFolder folder = new();
        Record(folder["whole"], Snapshots);
        Record(folder["older"], Snapshots - 2);
        RunReader whole = RunReader.Open(folder["whole"]), older = RunReader.Open(folder["older"]);
        foreach (SnapshotEntry entry in older.Manifest.Snapshots) await RemovePlaces(older, entry);

        // The tables of an older run stay as they are; what is added has places.
        Record(folder["older"], Snapshots);
        older = RunReader.Open(folder["older"]);
        RunPositions stored = new(whole), computed = new(older);
        Assert.All(older.ReadNeurons(older.Manifest.Snapshots[0]), row => Assert.Equal((null, null), (row.X, row.Y)));
        foreach (Layer layer in Layers)
        {
            for (int k = Snapshots - 1; k >= 0; k--)
            {
                IReadOnlyDictionary<int, Position> expected = stored.Of(whole.Manifest.Snapshots[k], layer.Name);
                IReadOnlyDictionary<int, Position> places = computed.Of(older.Manifest.Snapshots[k], layer.Name);
                Assert.Equal(expected.OrderBy(place => place.Key), places.OrderBy(place => place.Key));
                Assert.NotEmpty(places);
            }
        }
        Assert.Equal(Table(folder["whole"], Snapshots), Table(folder["older"], Snapshots));
        Assert.Empty(computed.Of(older.Manifest.Snapshots[0], "none"));
    }

    [Fact]
    public void The_run_of_format_2_has_places_and_its_tables_have_none()
    {
        RunReader run = RunReader.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2"));
        foreach (SnapshotEntry entry in run.Manifest.Snapshots)
        {
            IReadOnlyList<NeuronRow> rows = run.ReadNeurons(entry);
            Assert.All(rows, row => Assert.Equal((null, null), (row.X, row.Y)));
            foreach (string layer in (string[])["layer1", "layer2"])
            {
                Assert.Equal(
                    rows.Where(row => row.Layer == layer && row.Classes.Count > 0).Select(row => row.Neuron),
                    new RunPositions(run).Of(entry, layer).Keys.Order());
            }
        }
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    public void A_place_that_cannot_be_is_refused(double x)
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], 1);
        RunReader run = RunReader.Open(folder["run"]);
        SnapshotEntry entry = run.Manifest.Snapshots[0];
        string path = folder[$"run/{RunFiles.Neurons(1)}"];
        ParquetFile.Write(path, [new PlacedRow { Layer = "wide", Neuron = 3, X = x, Y = 0 }]);
        run = Sign(folder["run"], entry);

        InputException refused = Assert.Throws<InputException>(() => new RunPositions(run).Of(run.Manifest.Snapshots[0], "wide"));
        Assert.Equal($"{path}: found neuron 3 of wide at ({x}, 0), expected ±1000000 at most", refused.Message);
    }

    [Theory]
    [InlineData(0, 23, "an edge of weight 1 from neuron 0 to 23 in narrow")]
    [InlineData(0, 1, "an edge of weight -1 from neuron 0 to 1 in wide")]
    public async Task Edges_that_cannot_be_are_refused(int source, int target, string found)
    {
        using TemporaryFolder folder = new();
        Record(folder["run"], 1);
        RunReader run = RunReader.Open(folder["run"]);
        SnapshotEntry entry = run.Manifest.Snapshots[0];
        await RemovePlaces(run, entry);
        bool isStray = target == 23;
        EdgeRow odd = new() { Layer = isStray ? "narrow" : "wide", Source = source, Target = target, Weight = isStray ? 1 : -1 };
        ParquetFile.Write(folder[$"run/{RunFiles.Edges(1)}"], [odd]);
        run = Sign(folder["run"], entry);

        InputException refused = Assert.Throws<InputException>(() => new RunPositions(run).Of(run.Manifest.Snapshots[0], "wide"));
        Assert.Contains($"{RunFiles.Edges(1)}: found {found}, expected a positive weight", refused.Message, StringComparison.Ordinal);
    }

    private static byte[] Table(string run, int number) => File.ReadAllBytes(Path.Combine(run, RunFiles.Neurons(number)));

    // Records snapshots until the run has so many.
    private static void Record(string path, int count, int threads = 1)
    {
        using RunWriter run = Sample.Open(path);
        SnapshotRecorder recorder = new(new AnalysisSettings { Top = 4, Threads = threads, Seed = 3 }, run);
        while (recorder.Snapshots.Count < count)
        {
            int epoch = recorder.Snapshots.Count + 1;
            recorder.Record(epoch, Accuracies.None, Source(epoch), cancellation: TestContext.Current.CancellationToken);
        }
    }

    // Three classes; a neuron is active for one of them, and in each snapshot others are among the strongest.
    private static MemoryActivations Source(int epoch)
    {
        const int samples = 60, classes = 3;
        Random random = new(epoch);
        return new MemoryActivations(Layers, [.. Layers.Select(layer => Values(layer.Neurons))], [.. Labels()], classes);

        static IEnumerable<int> Labels() => Enumerable.Range(0, samples).Select(d => d % classes);

        float[] Values(int neurons)
        {
            float[] strength = [.. Enumerable.Range(0, neurons).Select(_ => random.NextSingle())];
            float[] values = new float[samples * neurons];
            for (int k = 0; k < values.Length; k++)
            {
                bool isOwn = k / neurons % classes == k % neurons % classes;
                values[k] = random.NextSingle() * (isOwn ? 1 + strength[k % neurons] : 0.5f);
            }
            return values;
        }
    }

    // Writes a table of neurons as earlier versions did.
    private static async Task RemovePlaces(RunReader run, SnapshotEntry entry)
    {
        string path = Path.Combine(run.Path, RunFiles.Neurons(entry.Snapshot));
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using MemoryStream table = new(await File.ReadAllBytesAsync(path, cancellation));
        ParquetSchema schema;
        await using (ParquetReader reader = await ParquetReader.CreateAsync(table, leaveStreamOpen: true, cancellationToken: cancellation))
        {
            schema = new ParquetSchema([.. reader.Schema.Fields.Where(field => field.Name is not ("x" or "y"))]);
        }
        table.Position = 0;
        var rows = await ParquetSerializer.DeserializeUntypedAsync(table, cancellationToken: cancellation);
        foreach (Dictionary<string, object> row in rows.Data)
        {
            row.Remove("x");
            row.Remove("y");
        }
        ParquetFile.Write(path, schema, [.. rows.Data.Select(row => (IDictionary<string, object?>)row!)]);
        Sign(run.Path, entry);
    }

    // Puts the checksums of changed files into the manifest.
    private static RunReader Sign(string path, SnapshotEntry entry)
    {
        string manifest = Path.Combine(path, RunFiles.Manifest);
        JsonNode document = JsonNode.Parse(File.ReadAllText(manifest))!;
        JsonNode files = document["snapshots"]!.AsArray().Single(known => (int)known!["snapshot"]! == entry.Snapshot)!["files"]!;
        foreach (string file in entry.Files.Keys) files[file] = Checksum.Of(Path.Combine(path, file));
        File.WriteAllText(manifest, document.ToJsonString());
        return RunReader.Open(path);
    }

    private sealed record PlacedRow
    {
        [System.Text.Json.Serialization.JsonPropertyName("snapshot")]
        public int Snapshot { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("layer")]
        public string Layer { get; init; } = "";

        [System.Text.Json.Serialization.JsonPropertyName("neuron")]
        public int Neuron { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("x")]
        public double? X { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("y")]
        public double? Y { get; init; }
    }
}
