using System.Text.Json;
using Coterie.Runs.Results;
using CsCheck;

namespace Coterie.Runs.Tests;

public class JsonTests
{
    [Fact]
    public void DoublesReadBackExactly()
    {
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            string text = JsonSerializer.Serialize(new AccuracyResult { Test = value }, Json.Options);
            return BitConverter.DoubleToInt64Bits(JsonSerializer.Deserialize<AccuracyResult>(text, Json.Options)!.Test!.Value) == BitConverter.DoubleToInt64Bits(value);
        });
    }

    [Fact]
    public void AMissingFigureIsNull()
    {
        Assert.Equal("""{"running":null,"evaluated":0.5,"test":null}""", JsonSerializer.Serialize(new AccuracyResult { Evaluated = 0.5 }, Json.Options));
    }

    [Fact]
    public void TheResultsReadBack()
    {
        using TemporaryFolder folder = new();
        SnapshotResult[] snapshots = [Sample.Result(1, new AccuracyResult { Test = 0.1 }), Sample.Result(2, new AccuracyResult { Test = 0.3 })];
        RunResults<SampleSettings> results = new(null, new SampleSettings(), snapshots, CorrelationResult.Of(snapshots));
        Json.Write(folder["results.json"], results, Json.Options);

        RunResults<SampleSettings> read = Json.Read<RunResults<SampleSettings>>(folder["results.json"]);
        Json.Write(folder["again.json"], read, Json.Options);

        Assert.Equal(File.ReadAllText(folder["results.json"]), File.ReadAllText(folder["again.json"]));
        Assert.Null(read.Preset);
        Assert.Null(read.Snapshots[0].Layers[1].Modularity.WeightedOverlap);
        Assert.Equal(results.Correlations, read.Correlations);
        Assert.EndsWith("\n", File.ReadAllText(folder["results.json"]), StringComparison.Ordinal);
    }
}
