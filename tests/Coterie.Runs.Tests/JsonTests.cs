using System.Text.Json;
using System.Text.Json.Nodes;
using Coterie.Runs.Results;
using CsCheck;

namespace Coterie.Runs.Tests;

public class JsonTests
{
    [Fact]
    public void Doubles_read_back_exactly()
    {
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            string text = JsonSerializer.Serialize(new Accuracies { Test = value }, Json.Options);
            double read = JsonSerializer.Deserialize<Accuracies>(text, Json.Options)!.Test!.Value;
            return BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value);
        });
    }

    [Fact]
    public void A_missing_value_is_null()
    {
        Assert.Equal(
            """{"running":null,"evaluated":0.5,"test":null}""",
            JsonSerializer.Serialize(new Accuracies { Evaluated = 0.5 }, Json.Options));
    }

    [Fact]
    public void The_document_has_every_measure_under_its_family()
    {
        Snapshot snapshot = Sample.Snapshot(2, new Accuracies { Test = 0.3 });
        JsonNode document = JsonSerializer.SerializeToNode(RunResults.Of("mine", new SampleSettings(), [snapshot]), Json.Options)!;
        JsonNode found = document["snapshots"]![0]!;
        JsonNode layer = found["layers"]![0]!;

        Assert.Equal("mine", (string?)document["preset"]);
        Assert.Equal(8, (int)document["settings"]!["hidden"]![0]!);
        Assert.Equal((2, 0.3), ((int)found["epoch"]!, (double)found["accuracy"]!["test"]!));
        Assert.True(found["accuracy"]!.AsObject().ContainsKey("running"));
        Assert.Null(found["accuracy"]!["running"]);
        Assert.Equal(snapshot.OfModel("entropy", "share"), (double?)found["entropy"]!["share"]);
        Assert.Equal(2, found["classEntropy"]!.AsArray().Count);
        Assert.Equal("first", (string?)layer["name"]);
        Assert.Equal(2, (int)layer["vertices"]!);
        Assert.Equal(2, layer["intersections"]!.AsArray().Count);
        Assert.Equal(2, layer["overlap"]!.AsArray().Count);
        Assert.Equal(snapshot.OfLayer("first", "overlap", "shared"), (double?)layer["shared"]);
        Assert.Equal(1, (int)layer["deadNeurons"]!);
        Assert.Equal(0.5, (double)layer["louvain"]!["resolution"]!);
        Assert.Equal([1, 1], layer["louvain"]!["sizes"]!.AsArray().Select(size => (int)size!));
        Assert.Null(found["layers"]![1]!["modularity"]!["weightedOverlap"]);
    }

    [Fact]
    public void A_document_ends_with_a_line_break()
    {
        using TemporaryFolder folder = new();
        Json.Write(folder["results.json"], new SampleSettings(), Json.Options);
        Assert.EndsWith("}\n", File.ReadAllText(folder["results.json"]), StringComparison.Ordinal);
        Assert.Equal(new SampleSettings().Inner, Json.Read<SampleSettings>(folder["results.json"]).Inner);
    }
}
