using System.Diagnostics;
using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

public class AnalyzeTests
{
    [Fact]
    public async Task A_run_and_its_document_are_written()
    {
        using Cli cli = new();
        Dumps(cli);
        cli.Write("accuracy.csv", "epoch,running,test_accuracy\n1,0.5,0.4\n2,0.75,0.6\n3,0.8,0.7\n");
        const string line = "analyze e1.npz e2.npz e3.npz --accuracy accuracy.csv --top 6 --tables --out run --json out.json";
        Outcome first = (await cli.ProcessAsync(line)).Succeeds().IsPlain();

        // No untrained network, no weights and no state of training.
        string[] studys = ["weights", "/0000.", "checkpoint"];
        Assert.Equal([.. RunFiles.Expected(3).Where(name => !studys.Any(name.Contains))], cli.Entries("run"));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        Assert.Empty(DocumentShape.Dumps.Except(DocumentShape.Of(document.RootElement), StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("preset").ValueKind);
        Assert.Contains("Correlation with accuracy", first.Output, StringComparison.Ordinal);

        string again = (await cli.RunAsync(line)).Succeeds().Output;
        Assert.StartsWith("run holds this run, finished", again, StringComparison.Ordinal);
        Assert.EndsWith(first.Output, again, StringComparison.Ordinal);
        (await cli.RunAsync("analyze e1.npz e2.npz e3.npz --top 6 --out run")).Refuses("run.json", "accuracySha256", "expected null");
        (await cli.RunAsync(line.Replace("--top 6", "--top 7", StringComparison.Ordinal))).Refuses("run.json", "top 6, expected 7");
        (await cli.RunAsync("study glyphs --samples 100 --epochs 1 --out run"))
            .Refuses("run.json", "found a run of dumps, expected glyphs");
    }

    [Fact]
    public async Task Threads_and_memory_change_no_value()
    {
        using Cli cli = new();
        Dumps(cli);
        (await cli.RunAsync("analyze e1.npz e2.npz --out one --threads 1 --json one.json")).Succeeds();
        (await cli.RunAsync("analyze e1.npz e2.npz --out two --threads 2 --json two.json")).Succeeds();
        (await cli.RunAsync("analyze e1.npz e2.npz --out three --threads 5 --memory 1.2MB --json three.json")).Succeeds();
        RunFiles.Same(cli, "one", "two");
        RunFiles.Same(cli, "one", "three");
        Assert.Equal(File.ReadAllText(cli["one.json"]), File.ReadAllText(cli["two.json"]));
    }

    [Fact]
    public async Task Tables_are_no_wider_than_a_line()
    {
        using Cli cli = new();
        (string, int)[] layers =
        [
            .. Enumerable.Range(1, 7).Select(l => ($"encoder.stage{l}.residual_block_with_a_long_name.activation", 15 * l)),
        ];
        cli.Write("seven.npz", NpzFile.Dump(samples: 400, 20, 1, layers));
        cli.Write("accuracy.csv", "epoch,running,evaluated,test_accuracy\n1,0.5,0.5,0.4\n2,0.75,0.7,0.6\n");
        (await cli.RunAsync("analyze seven.npz seven.npz --accuracy accuracy.csv --top 100 --tables")).Succeeds().IsPlain();
        cli.Write("classes.npz", NpzFile.Dump(samples: 2000, 1000, 1, ("layer", 64)));
        Outcome outcome = await cli.RunAsync("analyze classes.npz classes.npz --top 5 --accuracy accuracy.csv --tables");
        outcome.Succeeds().IsPlain();
        Assert.Contains("the overlap matrices of 1000 classes", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_network_has_no_communities()
    {
        using Cli cli = new();
        cli.Write(
            "silent.npz",
            NpzFile.Of(
                ("layer", NpzFile.Array("<f4", new float[40], 10, 4)),
                ("labels", NpzFile.Array("|u1", new byte[] { 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 }, 10))));
        (await cli.RunAsync("analyze silent.npz silent.npz --out run --json out.json")).Succeeds().IsPlain();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        JsonElement layer = document.RootElement.GetProperty("snapshots")[1].GetProperty("layers")[0];
        Assert.Equal(4, layer.GetProperty("deadNeurons").GetInt32());
        Assert.Equal(JsonValueKind.Null, layer.GetProperty("modularity").GetProperty("weightedOverlap").ValueKind);
        Assert.Equal(0, layer.GetProperty("louvain").GetProperty("sizes").GetArrayLength());
    }

    [Fact]
    public async Task Convolutions_are_pooled()
    {
        using Cli cli = new();
        cli.Write("conv.npz", NpzFile.Of(
            ("conv", NpzFile.Array("<f8", NpzFile.Activations(20, 3 * 4, 2, 1).Select(x => (double)x).ToArray(), 20, 3, 2, 2)),
            ("labels", NpzFile.Array("<i2", NpzFile.Labels(20, 2).Select(label => (short)label).ToArray(), 20))));
        (await cli.RunAsync("analyze conv.npz --json mean.json")).Succeeds();
        (await cli.RunAsync("analyze conv.npz --pooling MAX --json max.json")).Succeeds();
        Assert.Contains("\"neurons\":3", File.ReadAllText(cli["mean.json"]), StringComparison.Ordinal);
        Assert.Contains("\"pooling\":\"max\"", File.ReadAllText(cli["max.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_for_what_is_said_and_kept()
    {
        using Cli cli = new();
        float[] last = NpzFile.Activations(40, 4 * 4 * 6, 2, 1);
        string[] animals = ["cat", "dog"];
        int[] texts = [.. Enumerable.Range(0, 40).SelectMany(d => animals[d % 2].Select(c => (int)c))];
        cli.Write("conv.npz", NpzFile.Of(
            ("conv", NpzFile.Array("<f4", last, 40, 4, 4, 6)),
            ("fc", NpzFile.Array("<f4", NpzFile.Activations(40, 8, 2, 1), 40, 8)),
            ("epoch", NpzFile.Array("<i8", new long[] { 3 })),
            ("animal", NpzFile.Array("<U3", texts, 40))));
        const string line = "analyze conv.npz --labels animal --layers conv,fc";

        Outcome doubtful = (await cli.RunAsync(line)).Succeeds().IsPlain();
        Assert.Contains("warning: conv: 40×4×4×6, channels first, 4 channels = 4 neurons", doubtful.Output, StringComparison.Ordinal);
        Assert.Contains("--layout conv=channels-last", doubtful.Output, StringComparison.Ordinal);

        Outcome first = (await cli.RunAsync($"{line} --layout conv*=channels-last --out run --json out.json")).Succeeds().IsPlain();
        Assert.Contains("conv: 40×4×4×6, channels last, 6 channels = 6 neurons, mean of 4×4", first.Output, StringComparison.Ordinal);
        Assert.Contains("animal: text, as classes 0 = cat, 1 = dog", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", first.Output, StringComparison.Ordinal);
        string document = File.ReadAllText(cli["out.json"]);
        Assert.Contains("\"layout\":[\"conv*=channels-last\"]", document, StringComparison.Ordinal);
        Assert.Contains("\"layers\":[\"conv\",\"fc\"]", document, StringComparison.Ordinal);
        Assert.Contains("\"labels\":\"animal\"", document, StringComparison.Ordinal);
        Assert.Contains("\"cat\"", File.ReadAllText(cli["run/run.json"]), StringComparison.Ordinal);

        Outcome all = (await cli.RunAsync("analyze conv.npz --labels animal --layout channels-last")).Succeeds();
        Assert.Contains("left out, as they are no activations of 40 samples: epoch ()", all.Output, StringComparison.Ordinal);
        (await cli.RunAsync($"{line} --out run")).Refuses("run.json", "layout");
    }

    [Fact]
    public async Task Arrays_alone_are_one_layer_of_one_name()
    {
        using Cli cli = new();
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            cli.Write($"fc1-epoch-{epoch}.npy", NpzFile.Array("<f4", NpzFile.Activations(40, 8, 4, epoch), 40, 8));
        }
        cli.Write("y.npy", NpzFile.Array("<i8", NpzFile.Labels(40, 4), 40));
        cli.Write("model.pt", "weights");

        (await cli.RunAsync("analyze fc1-epoch-1.npy fc1-epoch-2.npy --labels y.npy --json out.json")).Succeeds().IsPlain();
        Assert.Contains("\"fc1\"", File.ReadAllText(cli["out.json"]), StringComparison.Ordinal);
        (await cli.RunAsync("analyze fc1-epoch-1.npy")).Refuses("fc1-epoch-1.npy", "fc1 (40, 8)", "--labels");
        (await cli.RunAsync("analyze model.pt")).Refuses("model.pt: found a PyTorch file", "torch.onnx.export");
    }

    [Fact]
    public async Task Bad_dumps_are_refused_and_leave_no_files()
    {
        using Cli cli = new();
        byte[] whole = NpzFile.Dump(40, 4, 1, ("hidden", 8), ("deep", 4));
        cli.Write("whole.npz", whole);
        cli.Write("cut.npz", whole[..(whole.Length / 2)]);
        cli.Write("corrupt.npz", [.. whole[..200], .. whole[200..240].Select(b => (byte)~b), .. whole[240..]]);
        cli.Write("text.npz", "not a zip");
        cli.Write("negative.npz", Labelled([0, 1, -1, 1]));
        cli.Write("half.npz", NpzFile.Of(
            ("hidden", NpzFile.Array("<f4", new float[4], 2, 2)), ("labels", NpzFile.Array("<f8", new[] { 0, 0.5 }, 2))));
        cli.Write("named.npz", NpzFile.Of(
            ("hidden", NpzFile.Array("<f4", new float[4], 2, 2)), ("y_train", NpzFile.Array("<i4", new[] { 0, 1 }, 2))));
        cli.Write("others.npz", Labelled([1, 2, 1, 2]));
        cli.Write("plain.npz", Labelled([0, 1, 0, 1]));
        cli.Write("nan.npz", Labelled([0, 1, 0, 1], float.NaN));
        cli.Write("infinite.npz", Labelled([0, 1, 0, 1], float.PositiveInfinity));
        cli.Write("other.npz", NpzFile.Dump(40, 4, 1, ("hidden", 8)));
        cli.Write("accuracy.csv", "epoch,test_accuracy\n1,2\n");
        cli.Write("file", "");
        string[] before = cli.Entries();

        await Refused("cut.npz", "cut.npz");
        await Refused("corrupt.npz", "corrupt.npz");
        await Refused("text.npz", "text.npz", "zip");
        await Refused("none.npz", "none.npz");
        await Refused("negative.npz", "negative.npz", "labels", "-1");
        await Refused("half.npz", "half.npz", "labels", "0.5");
        await Refused("named.npz", "named.npz", "y_train (2,)", "--labels");
        await Refused("plain.npz others.npz", "others.npz", "the label 1 as class 0, expected 0 as in plain.npz");
        await Refused("whole.npz --layers hid", "whole.npz", "'hid', which --layers names", "hidden (40, 8)");
        await Refused("whole.npz --layout wide=channels-last", "whole.npz", "'wide', which --layout names");
        await Refused("whole.npz --labels y.npy", "no array 'y.npy', and no file of that name");
        await Refused("nan.npz", "nan.npz", "hidden", "NaN", "neuron 1");
        await Refused("infinite.npz", "infinite.npz", "hidden", "infinite", "neuron 1");
        await Refused("whole.npz nan.npz", "nan.npz", "expected layers");
        await Refused("whole.npz other.npz", "other.npz", "expected layers hidden of 8, deep of 4");
        await Refused("whole.npz --accuracy accuracy.csv", "accuracy.csv", "line 2");
        await Refused("whole.npz --accuracy none.csv", "none.csv");
        await Refused("whole.npz --memory 1KB", "memory");
        (await cli.RunAsync("analyze whole.npz --out file/run")).Refuses("file/run");
        (await cli.RunAsync("analyze whole.npz --out file")).Refuses("file: found a file");
        (await cli.RunAsync("analyze whole.npz --out .")).Refuses(".: found");
        (await cli.RunAsync("analyze whole.npz --json none/out.json")).Refuses("none/out.json");
        (await cli.RunAsync("analyze whole.npz --pooling median")).Refuses("--pooling", "median", "mean or max");
        (await cli.RunAsync("analyze whole.npz --layout last")).Refuses("--layout", "'last'", "channels-first or channels-last");
        (await cli.RunAsync("analyze whole.npz --layers --json out.json")).Refuses("--layers");
        (await cli.RunAsync("analyze")).Refuses();
        Assert.Equal(before, cli.Entries());

        async Task Refused(string dumps, params string[] texts) =>
            (await cli.RunAsync($"analyze {dumps} --out new/run --json out.json")).Refuses(texts);
    }

    [Fact]
    public async Task A_bad_first_dump_leaves_nothing_a_later_one_what_was_finished()
    {
        using Cli cli = new();
        cli.Write("a.npz", Labelled([0, 1, 0, 1]));
        cli.Write("b.npz", Labelled([0, 1, 0, 1], float.NaN));
        (await cli.RunAsync("analyze b.npz a.npz --out run")).Refuses("b.npz", "hidden", "neuron 1");
        Assert.Equal(["a.npz", "b.npz"], cli.Entries());

        (await cli.RunAsync("analyze a.npz b.npz --out run")).Refuses("b.npz", "hidden", "neuron 1", "stay in run");
        Assert.True(File.Exists(cli["run/metrics/0001.parquet"]));
        Assert.Contains("\"stopped\"", File.ReadAllText(cli["run/run.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Epochs_come_from_names_or_as_stated_and_patterns_are_expanded()
    {
        using Cli cli = new();
        Dumps(cli);
        cli.Write("log.csv", "epoch,accuracy\n0,0.5\n1,0.6\n2,0.7\n");
        Outcome outcome = (await cli.RunAsync("analyze e*.npz --accuracy log.csv --top 6")).Succeeds().IsPlain();
        Assert.Contains("log.csv counts epochs one lower than the files", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("accuracy is taken as running accuracy", outcome.Output, StringComparison.Ordinal);

        const string stated = "analyze e1.npz e2.npz e3.npz --accuracy log.csv --epochs 2,1,0 --top 6 --out run --json out.json";
        (await cli.RunAsync(stated)).Succeeds().IsPlain();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        Assert.Equal(
            [(0, 0.5), (1, 0.6), (2, 0.7)],
            document.RootElement.GetProperty("snapshots").EnumerateArray()
                .Select(s => (s.GetProperty("epoch").GetInt32(), s.GetProperty("accuracy").GetProperty("running").GetDouble())));
        (await cli.RunAsync(stated.Replace("2,1,0", "2,0,1", StringComparison.Ordinal))).Refuses("run.json", "files");
        (await cli.RunAsync("analyze e1.npz e2.npz --epochs 1")).Refuses("--epochs", "1 epochs for 2 files");
        (await cli.RunAsync("analyze e1.npz e2.npz --epochs 1,x")).Refuses("--epochs", "'1,x'");
        (await cli.RunAsync("analyze f*.npz")).Refuses("f*.npz");
    }

    [Fact]
    public async Task A_pipe_of_accuracies_is_read_once()
    {
        using Cli cli = new();
        Dumps(cli);
        cli.Write("log.csv", "epoch,running\n1,0.5\n2,0.6\n");
        (await cli.RunAsync("analyze e1.npz e2.npz --accuracy log.csv --out run")).Succeeds();
        Process.Start("mkfifo", cli["pipe"]).WaitForExit();
        Task<Outcome> reading = cli.RunAsync("analyze e1.npz e2.npz --accuracy pipe --out piped");
        await File.WriteAllBytesAsync(cli["pipe"], File.ReadAllBytes(cli["log.csv"]), TestContext.Current.CancellationToken);
        (await reading).Succeeds();
        RunFiles.Same(cli, "run", "piped");
    }

    [Fact]
    public async Task Names_cannot_steer_the_terminal()
    {
        using Cli cli = new();
        string layer = "fc\u001b[2J\u202E[red]" + new string('x', 300);
        cli.Write("e1.npz", NpzFile.Dump(100, 4, 1, (layer, 12)));
        cli.Write("e2\u001b[31m.npz", "not a zip");
        (await cli.RunAsync("analyze", "e1.npz")).Succeeds().IsPlain();
        (await cli.RunAsync("analyze", "e2\u001b[31m.npz")).Refuses("e2\\u001b[31m.npz");
    }

    [Fact]
    public async Task Real_dumps_are_analysed()
    {
        string models = SharedData.Require("models/mlp");
        using Cli cli = new();
        Outcome outcome = await cli.RunAsync(
            "analyze", Path.Combine(models, "activations-epoch-01.npz"), Path.Combine(models, "activations-epoch-06.npz"),
            "--accuracy", Path.Combine(models, "accuracy.csv"), "--out", "run", "--json", "out.json");
        outcome.Succeeds().IsPlain();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out.json"]));
        JsonElement[] snapshots = [.. document.RootElement.GetProperty("snapshots").EnumerateArray()];
        Assert.Equal(
            [(1, 0.9391), (6, 0.9764)],
            snapshots.Select(s => (s.GetProperty("epoch").GetInt32(), s.GetProperty("accuracy").GetProperty("test").GetDouble())));
    }

    private static void Dumps(Cli cli)
    {
        for (int k = 1; k <= 3; k++) cli.Write($"e{k}.npz", NpzFile.Dump(3000, 5, 10 * k, ("hidden", 40), ("deep", 21)));
    }

    private static byte[] Labelled(int[] labels, float value = 1)
    {
        float[] activations = [0, 1, 2, value, 3, 1, 0, 1];
        return NpzFile.Of(("hidden", NpzFile.Array("<f4", activations, 4, 2)), ("labels", NpzFile.Array("<i4", labels, 4)));
    }
}
