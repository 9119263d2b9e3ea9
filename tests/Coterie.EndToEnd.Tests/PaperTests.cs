using System.Text.Json;

namespace Coterie.EndToEnd.Tests;

public class PaperTests(PaperRuns runs)
{
    private static readonly string[] Pages =
    [
        "comparison.json", "comparison.md", "correlations.svg", "coupling.svg", "figure1.svg", "formation.svg", "nulls.svg",
    ];

    [Fact]
    public async Task The_comparison_and_a_run_for_each_seed_are_written()
    {
        Cli cli = runs.Cli;
        Outcome outcome = (await runs.Whole).Succeeds().IsPlain();

        string[] top = [.. cli.Entries("whole/keras-default").Where(name => !name.Contains('/'))];
        Assert.Equal([.. Pages.Append("mnist").Append("mnist-mixed").Order(StringComparer.Ordinal)], top);
        foreach (string run in (string[])["mnist/seed-1", "mnist/seed-2", "mnist-mixed/seed-1", "mnist-mixed/seed-2"])
        {
            string[] variants =
            [
                .. cli.Entries($"whole/keras-default/{run}")
                    .Where(name => name.StartsWith("variants/s", StringComparison.Ordinal))
                    .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
                    .Where(name => !name.EndsWith("run.json", StringComparison.Ordinal)),
            ];
            Assert.Equal(
                [
                    .. new[] { "s100-r200", "s25-r10" }
                        .SelectMany(variant => Enumerable.Range(0, 3).Select(k => $"variants/{variant}/structure/000{k}.json")),
                ],
                variants);
        }
        string[] said = ["mnist-mixed, seed 2", "The paper's claims", "The comparison is in whole/keras-default/comparison.md"];
        foreach (string text in said)
        {
            Assert.Contains(text, outcome.Output, StringComparison.Ordinal);
        }
        string page = File.ReadAllText(cli["whole/keras-default/comparison.md"]);
        string[] expected =
        [
            "60 + 60", "2 epochs, the paper has 20", "Not run: fashion-mnist, fashion-mnist-mixed, cifar10, plantvillage.", "99.56",
            "| 3 | 100 | – | – | running |", "| 5 | – | 200 | all | running |",
        ];
        foreach (string text in expected)
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(cli.Folder, page + File.ReadAllText(cli["whole/keras-default/comparison.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reanalysis_with_the_same_settings_gives_the_same_values()
    {
        using Cli cli = new();
        await runs.CopyOne(cli);
        (await cli.RunAsync("study mnist --data digits --optimizer adam --batch 32 --epochs 2 --top 25 --bins 10 --out other")).Succeeds();

        // The same training, analysed from its saved weights and while it ran.
        foreach (string table in (string[])["metrics/0001.parquet", "edges/0002.parquet", "neurons/0002.parquet", "structure/0002.json"])
        {
            byte[] again = File.ReadAllBytes(cli[$"out/keras-default/mnist/seed-1/variants/s25-r10/{table}"]);
            Assert.Equal(File.ReadAllBytes(cli[$"other/{table}"]), again);
        }
    }

    [Fact]
    public async Task It_continues_where_it_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix's");
        Cli cli = runs.Cli;
        const string line = $"{PaperRuns.Two} --out parts";
        (await runs.Whole).Succeeds();
        string[] moments =
        [
            "mnist/seed-1/structure/0002.json", "mnist/seed-1/variants/s25-r10/structure/0002.json",
            "mnist/seed-2/weights/0001.safetensors", "mnist-mixed/seed-1/run.json",
        ];
        foreach ((string moment, string signal) in moments.Zip((string[])["INT", "KILL", "KILL", "INT"]))
        {
            Outcome ended = await cli.InterruptAsync(line, signal, process => cli.AppearsAsync($"parts/keras-default/{moment}", process));
            Assert.Empty(ended.Error);
        }
        (await cli.RunAsync(line)).Succeeds();
        RunFiles.Same(cli, "whole", "parts");

        DateTime[] written = [.. cli.Entries("parts").Select(name => File.GetLastWriteTimeUtc(cli[$"parts/{name}"]))];
        // One study at a time: finished runs of the others stay and are compared too.
        (await cli.RunAsync(line.Replace(" mnist-mixed", "", StringComparison.Ordinal))).Succeeds();
        string[] entries = cli.Entries("parts");
        Assert.All(entries.Select((name, k) => (name, k)).Where(entry => entry.name.Contains("seed-", StringComparison.Ordinal)), entry =>
            Assert.Equal(written[entry.k], File.GetLastWriteTimeUtc(cli[$"parts/{entry.name}"])));
        RunFiles.Same(cli, "whole", "parts");
    }

    [Fact]
    public async Task Impossible_studies_are_refused_at_once()
    {
        using Cli cli = new();
        IdxData.Write(cli, "digits");
        (await cli.RunAsync("paper glyphs --out none")).Refuses("'glyphs'", "fashion-mnist-mixed");
        (await cli.RunAsync("paper mnist --data nowhere --out none")).Refuses("nowhere");
        (await cli.RunAsync("paper mnist --epochs 3 --snapshots 4 --out none")).Refuses("--snapshots");
        (await cli.RunAsync("paper mnist --epochs 3 --snapshots log:4 --out none")).Refuses("--snapshots", "evenly spaced");
        (await cli.RunAsync("paper mnist --recipe keras --out none")).Refuses("recipe", "'keras'", "keras-default or keras-mlp");
        cli.Write("file", "");
        (await cli.RunAsync("paper mnist --data digits --out file")).Refuses("file");
        Assert.False(Directory.Exists(cli["none"]));

        await runs.CopyOne(cli);
        string[] before = cli.Entries();
        (await cli.RunAsync("paper mnist-mixed mnist --data digits --epochs 3 --out out"))
            .Refuses("mnist/seed-1/run.json", "epochs 2", "expected 3");
        Assert.Equal(before, cli.Entries());
        // Another number of epochs for another seed of the same study.
        (await cli.RunAsync("paper mnist --data digits --epochs 3 --seed 2 --out out")).Refuses("seed-2", "epochs");
    }

    [Fact]
    public async Task Damaged_variants_are_refused_in_one_line()
    {
        using Cli cli = new();
        await runs.CopyOne(cli);
        string variant = "out/keras-default/mnist/seed-1/variants/s25-r10/structure/0001.json";
        string whole = File.ReadAllText(cli[variant]);

        cli.Write(variant, whole[..100]);
        (await cli.RunAsync(PaperRuns.One)).Refuses(variant);
        Directory.Delete(cli["out/keras-default/mnist/seed-1/variants"], recursive: true);
        (await cli.RunAsync(PaperRuns.One)).Succeeds();
        Assert.Equal(whole, File.ReadAllText(cli[variant]));

        Directory.Delete(cli["out/keras-default/mnist/seed-1/variants"], recursive: true);
        cli.Write("out/keras-default/mnist/seed-1/weights/0001.safetensors", "nothing like it");
        (await cli.RunAsync(PaperRuns.One)).Refuses("0001.safetensors");
    }

    [Fact]
    public async Task A_recipe_has_its_own_folder_and_options_override_it()
    {
        using Cli cli = new();
        IdxData.Write(cli, "digits");
        const string options = "--recipe keras-mlp --dropout 0.5 --data digits --epochs 2 --snapshots 2+log:2";
        (await cli.RunAsync($"paper mnist {options} --out out")).Succeeds();

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out/keras-mlp/comparison.json"]));
        JsonElement settings = document.RootElement.GetProperty("studies")[0].GetProperty("settings");
        Assert.Equal("rmsProp2021", settings.GetProperty("optimizer").GetString());
        Assert.Equal(128, settings.GetProperty("batch").GetInt32());
        Assert.Equal(0.5, settings.GetProperty("dropout").GetDouble());
        Assert.Equal("2+log:2", settings.GetProperty("snapshots").GetString());
        Assert.False(File.Exists(cli["out/recipes.md"]));
        (await cli.RunAsync($"paper mnist {options.Replace("keras-mlp", "keras-default", StringComparison.Ordinal)} --out out")).Succeeds();
        Assert.Contains("| mnist | 4 |", File.ReadAllText(cli["out/recipes.md"]), StringComparison.Ordinal);
        Assert.True(File.Exists(cli["out/recipes.svg"]));
    }

    [Fact]
    public async Task The_document_says_what_was_run()
    {
        using Cli cli = new();
        await runs.CopyOne(cli);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(cli["out/keras-default/comparison.json"]));
        JsonElement study = document.RootElement.GetProperty("studies")[0];
        Assert.Equal(2, study.GetProperty("settings").GetProperty("epochs").GetInt32());
        Assert.Equal(60, study.GetProperty("images").GetProperty("train").GetInt32());
        JsonElement claims = document.RootElement.GetProperty("claims");
        Assert.Equal("H1", claims[0].GetProperty("name").GetString());
        // One seed decides nothing.
        Assert.All(claims.EnumerateArray(), claim => Assert.Equal("undecided", claim.GetProperty("outcome").GetString()));
    }
}
