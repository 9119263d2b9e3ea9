using System.Text.Json.Serialization;
using Coterie.Measures;
using Coterie.Runs.Folder;
using Parquet.Serialization;

namespace Coterie.Runs.Tests.Folder;

public class RunReaderTests
{
    [Fact]
    public void Every_value_reads_back_exactly()
    {
        using TemporaryFolder temporary = new();
        Accuracies accuracy = new() { Running = 1.0 / 3, Test = double.Epsilon };
        using (RunWriter run = Sample.Open(temporary["run"]))
        {
            run.Add(1, accuracy, withWeights: false);
            run.Become(RunStatus.Complete);
        }
        RunReader reader = RunReader.Open(temporary["run"]);
        Snapshot read = Assert.Single(reader.ReadSnapshots());
        Snapshot written = Sample.Snapshot(1, accuracy);
        Assert.True(reader.IsComplete);
        Assert.Equal(written.Values, read.Values);
        Assert.Equal((written.Number, written.Epoch, written.Step), (read.Number, read.Epoch, read.Step));
        Assert.Equal(accuracy, read.Accuracy);
        Assert.Equal(
            written.Layers.Select(layer => (layer.Name, layer.Neurons, string.Join(',', layer.SizesOf("louvain")))),
            read.Layers.Select(layer => (layer.Name, layer.Neurons, string.Join(',', layer.SizesOf("louvain")))));
        Assert.Equal(written.Layers[0].Overlap, read.Layers[0].Overlap);
        Assert.Equal(written.Layers[0].Intersections, read.Layers[0].Intersections);
        Assert.Null(read.Layers[0].Unknown);
        Assert.Equal(written.Layers[0].Representatives, read.Layers[0].Representatives);
        Assert.Null(reader.WeightsPath(reader.Manifest.Snapshots[0]));
    }

    [Fact]
    public void A_neuron_represents_a_class_once()
    {
        LayerStructure layer = new() { Name = "layer", Neurons = 3, Representatives = [[0, 1], [2, 1]], Overlap = [[1, 1], [1, 1]] };

        Assert.Null(layer.Contradiction(2));
        Assert.Equal([[1, 1], [1, 1]], layer.Intersections);
        Assert.Equal(
            "found a neuron that represents a class twice", (layer with { Representatives = [[0, 1], [2, 2]] }).Contradiction(2));
    }

    [Fact]
    public void A_run_is_found_by_its_identity()
    {
        using TemporaryFolder temporary = new();
        Assert.Null(RunReader.Find(temporary["run"], Sample.Identity()));
        using RunWriter run = Sample.Open(temporary["run"]);
        run.Add(1);
        Assert.False(RunReader.Find(temporary["run"], Sample.Identity())!.IsComplete);
        File.WriteAllText(run.CheckpointPath, "");
        run.Become(RunStatus.Complete);
        // Read even while it is open for writing.
        Assert.True(RunReader.Find(temporary["run"], Sample.Identity())!.IsComplete);
        // A finished run keeps it: more epochs may follow.
        Assert.True(File.Exists(run.CheckpointPath));
        Assert.Throws<InputException>(() => RunReader.Find(temporary["run"], Sample.Identity("other")));
        Assert.Contains(
            "found no run",
            Assert.Throws<InputException>(() => RunReader.Open(temporary["none"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_read_back()
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"])) run.Add(1);
        RunReader reader = RunReader.Open(temporary["run"]);
        SnapshotEntry entry = reader.Manifest.Snapshots[0];

        Assert.Equal(
            [("first", 0), ("first", 1), ("first", 2), ("silent", 0), ("silent", 1)],
            reader.ReadNeurons(entry).Select(row => (row.Layer, row.Neuron)));
        Assert.Equal([0, 1], reader.ReadNeurons(entry)[1].Classes);
        Assert.Equal(Math.Log(4), reader.ReadNeurons(entry)[1].Values["entropy_all"]!.Value, 12);
        Assert.Equal(
            "klb louvain leiden",
            string.Join(' ', reader.ReadCommunities(entry).Select(row => row.Method).Distinct(StringComparer.Ordinal).Take(3)));
        Assert.Empty(reader.ReadEdges(entry));
        Assert.EndsWith("weights/0001.safetensors", reader.WeightsPath(entry), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics/0001.parquet")]
    [InlineData("structure/0001.json")]
    public void Damage_is_named(string file)
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"])) run.Add(1);
        string path = temporary[$"run/{file}"];
        byte[] whole = File.ReadAllBytes(path);
        whole[whole.Length / 2] ^= 1;
        File.WriteAllBytes(path, whole);
        Refuses(temporary["run"], $"{file}: is damaged");
        File.Delete(path);
        Refuses(temporary["run"], $"{file}: found no such file");
    }

    [Fact]
    public void A_run_of_another_version_may_lack_measures_and_columns_and_have_others()
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"])) run.Add(1);
        Rewrite<OldRow>(
            temporary["run"],
            "metrics/0001.parquet",
            rows:
            [
                new OldRow { Measure = "later", Value = 3 },
                new OldRow { Measure = "accuracy", Variant = "test", Value = 0.5 },
            ]);

        Snapshot read = Assert.Single(RunReader.Open(temporary["run"]).ReadSnapshots());

        Assert.Equal(3, read[new MeasureKey(null, null, "later", "")]);
        Assert.Equal(0.5, read.Accuracy.Test);
        Assert.Null(read.OfLayer("first", "modularity", "klb"));
        Assert.Null(read.OfModel("entropy", "all"));
    }

    [Theory]
    [InlineData("", "not a document")]
    [InlineData("{", "not a document")]
    [InlineData("null", "not the manifest")]
    [InlineData("[]", "not the manifest")]
    [InlineData("""{"tool":"other"}""", "not the manifest")]
    [InlineData("""{"tool":{"name":"coterie"}}""", "not the manifest")]
    [InlineData("""{"tool":"coterie"}""", "found format unknown, expected 2")]
    [InlineData(
        """{"tool":"coterie","format":1,"preset":"mnist","settings":{}}""",
        "found a run of format 1, which coterie 0.1.0 wrote, expected format 2; run it again")]
    [InlineData("""{"tool":"coterie","format":3,"later":{}}""", "found format 3, expected 2")]
    [InlineData("""{"tool":"coterie","format":2}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":2,"identity":null}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":2,"identity":{"kind":"x"}}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":2,"identity":{"kind":"x","settings":{}},"snapshots":null}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":2,"identity":{"kind":"x","settings":{}},"status":"gone"}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":2,"identity":{"kind":"x","settings":{}}}""", "found a run of x, expected sample")]
    public void A_damaged_manifest_is_refused(string manifest, string message)
    {
        using TemporaryFolder temporary = new();
        temporary.Write("run.json", manifest);
        InputException thrown = Assert.Throws<InputException>(() => RunReader.Find(temporary.Path, Sample.Identity()));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        Assert.StartsWith(temporary["run.json"], thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
        Assert.Equal("run.json", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(temporary.Path))));
    }

    private static void Refuses(string run, string message)
    {
        InputException thrown = Assert.Throws<InputException>(() => RunReader.Open(run).ReadSnapshots());
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    // Writes a file as another version might have, with its checksum.
    private static void Rewrite<TRow>(string run, string file, TRow[] rows)
        where TRow : class, new()
    {
        string path = Path.Combine(run, file);
        string before = Checksum.Of(path);
        using (FileStream stream = File.Create(path)) ParquetSerializer.SerializeAsync(rows, stream).GetAwaiter().GetResult();
        string manifest = Path.Combine(run, "run.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, Checksum.Of(path), StringComparison.Ordinal));
    }

    private sealed class OldRow
    {
        [JsonPropertyName("snapshot")]
        public int Snapshot { get; set; } = 1;

        [JsonPropertyName("measure")]
        public string Measure { get; set; } = "";

        [JsonPropertyName("variant")]
        public string Variant { get; set; } = "";

        [JsonPropertyName("value")]
        public double? Value { get; set; }
    }
}
