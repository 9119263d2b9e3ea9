using System.Globalization;
using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

/// <summary>Analyses and lists ONNX models: PyTorch's checkpoints, with what PyTorch wrote beside them.</summary>
public class ModelTests
{
    [Fact]
    public async Task Checkpoints_are_analysed_and_kept_and_shown_again()
    {
        using Cli cli = new();
        string line = $"analyze {Models("cnn")}/epoch-*.onnx --data {Mnist} --samples 1200 --out run --json out.json";
        Outcome first = (await cli.RunAsync(line)).Succeeds().IsPlain();
        Assert.Contains("input image N×1×28×28: images of 28×28, gray, pixels / 255", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(cli.Entries("run"), name => name.Contains("weights", StringComparison.Ordinal));

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        JsonElement[] snapshots = [.. document.RootElement.GetProperty("snapshots").EnumerateArray()];
        Assert.Equal([.. Enumerable.Range(0, 7)], snapshots.Select(snapshot => snapshot.GetProperty("epoch").GetInt32()));
        IEnumerable<string> layers = snapshots[6].GetProperty("layers").EnumerateArray()
            .Select(layer => $"{layer.GetProperty("name").GetString()} of {layer.GetProperty("neurons").GetInt32()}");
        Assert.Equal("0 of 16, 3 of 32, 7 of 64", string.Join(", ", layers));
        JsonElement last = snapshots[6].GetProperty("accuracy");
        Assert.InRange(last.GetProperty("evaluated").GetDouble(), 0.9, 1);
        Assert.InRange(last.GetProperty("test").GetDouble(), 0.9, 1);

        string again = (await cli.RunAsync(line)).Succeeds().Output;
        Assert.Contains("run holds this run, finished", again, StringComparison.Ordinal);
        Assert.EndsWith(first.Output[first.Output.IndexOf("  accuracy", StringComparison.Ordinal)..], again, StringComparison.Ordinal);
        Assert.Contains("epoch 6", (await cli.RunAsync("show run")).Succeeds().Output, StringComparison.Ordinal);
        (await cli.RunAsync(line.Replace("1200", "1300", StringComparison.Ordinal))).Refuses("run.json", "samples 1200, expected 1300");
        (await cli.RunAsync(line.Replace(Mnist, SharedData.Require("data/fashion-mnist"), StringComparison.Ordinal)))
            .Refuses("run.json", "found a run", "expected");
    }

    [Fact]
    public async Task Test_accuracies_are_those_that_PyTorch_computed()
    {
        using Cli cli = new();
        string folder = Models("mlp");
        Outcome outcome = await cli.RunAsync(
            $"analyze {folder}/epoch-02.onnx {folder}/epoch-06.onnx --data {Mnist} --accuracy {folder}/accuracy.csv --json out.json");
        outcome.Succeeds();
        Assert.DoesNotContain("warning", outcome.Output, StringComparison.Ordinal);
        double[] expected = [.. File.ReadLines($"{folder}/accuracy.csv").Skip(1).Select(Second)];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        double[] found =
        [
            .. document.RootElement.GetProperty("snapshots").EnumerateArray()
                .Select(snapshot => snapshot.GetProperty("accuracy").GetProperty("test").GetDouble()),
        ];
        Assert.Equal(expected[2], found[0], 4);
        Assert.Equal(expected[6], found[1], 4);

        static double Second(string line) => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Models_on_activations_of_their_dump_say_the_same_as_the_dump()
    {
        using Cli cli = new();
        string folder = Models("mlp");
        Python.Run(
            "numpy",
            """
            import gzip, sys
            import numpy as np
            def read(name, skip): return np.frombuffer(gzip.open(f'{sys.argv[1]}/t10k-{name}-ubyte.gz').read()[skip:], np.uint8)
            np.savez(sys.argv[2], image=read('images-idx3', 16).reshape(-1, 28, 28), labels=read('labels-idx1', 8))
            """,
            Mnist,
            cli["test.npz"]);
        (await cli.RunAsync($"analyze {folder}/epoch-06.onnx --data test.npz --json model.json")).Succeeds();
        (await cli.RunAsync($"analyze {folder}/activations-epoch-06.npz --json dump.json")).Succeeds();
        using JsonDocument model = JsonDocument.Parse(File.ReadAllText(cli["model.json"]));
        using JsonDocument dump = JsonDocument.Parse(File.ReadAllText(cli["dump.json"]));
        // Activations differ in their last digits, which may move a sample across a mean.
        foreach ((double ours, double theirs) in Weighted(model).Zip(Weighted(dump))) Assert.Equal(theirs, ours, 3);

        static double[] Weighted(JsonDocument document) =>
        [
            .. document.RootElement.GetProperty("snapshots")[0].GetProperty("layers").EnumerateArray()
                .Select(layer => layer.GetProperty("modularity").GetProperty("weightedOverlap").GetDouble()),
        ];
    }

    [Fact]
    public async Task What_would_go_wrong_in_silence_is_said()
    {
        using Cli cli = new();
        string model = $"{Models("mlp")}/epoch-06.onnx";
        Outcome shifted = (await cli.RunAsync($"analyze {model} --data {Mnist} --samples 600 --mean 40")).Succeeds();
        Assert.Contains("warning: ", shifted.Output, StringComparison.Ordinal);
        Assert.Contains("--mean", shifted.Output, StringComparison.Ordinal);
        cli.Write("log.csv", "epoch,test_accuracy\n6,0.2\n");
        Outcome logged = (await cli.RunAsync($"analyze {model} --data {Mnist} --samples 600 --accuracy log.csv")).Succeeds();
        string words = string.Join(' ', logged.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("but the table says 0.2", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_is_refused_in_a_line()
    {
        using Cli cli = new();
        string mlp = $"{Models("mlp")}/epoch-06.onnx", cnn = $"{Models("cnn")}/epoch-05.onnx";
        (await cli.RunAsync($"analyze {mlp}")).Refuses("epoch-06.onnx", "no --data");
        (await cli.RunAsync($"analyze {mlp} --data nowhere")).Refuses("nowhere", "mnist");
        (await cli.RunAsync($"analyze {mlp} {cnn} --data {Mnist} --samples 100 --out run")).Refuses("layers 1 of 128", "as in");
        Assert.False(Directory.Exists(cli["run"]));
        (await cli.RunAsync($"analyze {mlp} --data {Mnist} --samples 100 --layers fc1")).Refuses("no layer 'fc1'", "1, 4", "inspect");
        (await cli.RunAsync($"analyze {mlp} --data {Mnist} --channels 3")).Refuses("takes 1 channels, expected 3");
        (await cli.RunAsync($"analyze {mlp} --data {Mnist} --image-size 32")).Refuses("takes images of 28×28, expected 32×32");
        (await cli.RunAsync($"analyze {mlp} --data {Mnist} --std 0")).Refuses("--std", "above 0");
        (await cli.RunAsync($"analyze {mlp} --data {Mnist} --layout channels-last")).Refuses("--layout", "dumps only");
        (await cli.RunAsync($"analyze {mlp} acts.npz --data {Mnist}")).Refuses("models alone, or dumps alone");
        cli.Write("acts.npz", NpzFile.Dump(20, 2, 1, ("fc", 8)));
        (await cli.RunAsync("analyze acts.npz --data mnist")).Refuses("--data", "models only");
        cli.Write("no.onnx", "PK is a zip, and this is none"u8.ToArray());
        (await cli.RunAsync($"analyze no.onnx --data {Mnist}")).Refuses("no.onnx", "not ONNX");
        (await cli.RunAsync("inspect no.onnx")).Refuses("no.onnx", "not ONNX");
        cli.Write("in.npz", NpzFile.Of(
            ("image", NpzFile.Array("<f4", new float[20 * 32 * 32], 20, 32, 32)),
            ("labels", NpzFile.Array("<i8", NpzFile.Labels(20, 2), 20))));
        (await cli.RunAsync($"analyze {mlp} --data in.npz")).Refuses("in.npz", "samples of 32×32, expected N×1×28×28");
        (await cli.RunAsync($"analyze {mlp} --data in.npz --samples 5")).Refuses("--samples", "images only");
    }

    [Fact]
    public async Task Layers_are_listed_with_what_is_not_analysed()
    {
        using Cli cli = new();
        Outcome outcome = (await cli.RunAsync($"inspect {Models("cnn")}/epoch-06.onnx --json layers.json")).Succeeds().IsPlain();
        Assert.Contains("3 of 4 layers can be analysed", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("9 (Gemm): its output is the model's", outcome.Output, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["layers.json"]));
        IEnumerable<string?> shapes = document.RootElement.EnumerateArray().Select(layer => layer.GetProperty("shape").GetString());
        Assert.Equal("N×16×28×28, N×32×14×14, N×64, ", string.Join(", ", shapes));
    }

    private static string Mnist => SharedData.Require("data/mnist");

    private static string Models(string kind) => SharedData.Require($"models/{kind}");
}
