using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coterie.EndToEnd.Tests;

public class ExportTests
{
    private const string Study = "study glyphs --samples 600 --epochs 2 --hidden 32,16 --top 6 --out run";

    private static readonly string FormatTwo = Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2");

    [Fact]
    public async Task Json_is_the_document_that_the_study_wrote()
    {
        using Cli cli = new();
        (await cli.RunAsync($"{Study} --json study.json")).Succeeds();
        string[] before = cli.Entries("run");
        Outcome outcome = (await cli.RunAsync("export run --format json --out again.json")).Succeeds().IsPlain();
        Assert.Equal("Wrote again.json\n", outcome.Output);
        Assert.Equal(Text(cli, "study.json"), Text(cli, "again.json"));
        Assert.Equal(before, cli.Entries("run"));
    }

    [Fact]
    public async Task Every_format_is_written_into_the_run_folder_and_the_run_goes_on()
    {
        using Cli cli = new();
        (await cli.RunAsync(Study)).Succeeds();
        foreach (string format in Cli.Words("csv json gexf graphml npz tensorboard"))
        {
            (await cli.RunAsync($"export run --format {format}")).Succeeds().IsPlain();
        }
        Assert.Equal(
            Cli.Words("communities.csv edges.csv events.out.tfevents.coterie layer1-0002.graphml layer1.gexf layer2-0002.graphml "
                + "layer2.gexf metrics.csv neurons.csv results.json results.npz"),
            cli.Entries("run/export"));
        (await cli.RunAsync("export run --format CSV --out tables/here")).Succeeds();
        Assert.Equal(4, cli.Entries("tables/here").Length);
        (await cli.RunAsync("show run")).Succeeds();
        (await cli.RunAsync(Study.Replace("--epochs 2", "--epochs 3", StringComparison.Ordinal))).Succeeds();
        (await cli.RunAsync("export run --format graphml --snapshot 1..3 --layer 2 --out graphs")).Succeeds();
        Assert.Equal(Cli.Words("layer2-0001.graphml layer2-0002.graphml layer2-0003.graphml"), cli.Entries("graphs"));
    }

    [Fact]
    public async Task An_unfinished_run_is_exported_as_far_as_it_has_got()
    {
        using Cli cli = new();
        (await cli.RunAsync(Study)).Succeeds();
        JsonObject manifest = JsonNode.Parse(Text(cli, "run/run.json"))!.AsObject();
        manifest["status"] = "running";
        manifest["snapshots"]!.AsArray().RemoveAt(2);
        cli.Write("run/run.json", manifest.ToJsonString());
        (await cli.RunAsync("export run --format json --out part.json")).Succeeds();
        using JsonDocument document = JsonDocument.Parse(Text(cli, "part.json"));
        Assert.Equal(2, document.RootElement.GetProperty("snapshots").GetArrayLength());
    }

    [Fact]
    public async Task Bad_input_is_one_line_and_nothing_is_written()
    {
        using Cli cli = new();
        cli.Write("notes.txt", "mine");
        cli.Write("empty/notes.txt", "mine");
        Outcome Refused(Outcome outcome, params string[] texts) => outcome.Refuses(texts);
        Task<Outcome> Export(string run, string options) => cli.RunAsync(["export", run, .. Cli.Words(options)]);

        Refused(await Export("none", "--format csv"), "none: found no such folder, expected a run");
        Refused(await Export("empty", "--format csv"), "empty: found no run.json");
        Refused(await Export(FormatTwo, "--format xml"), "'xml'", "csv, json, gexf, graphml, npz, tensorboard");
        Refused(await Export(FormatTwo, ""), "--format");
        Refused(await Export(FormatTwo, "--format gexf --layer layr2 --out out"), "'layr2'", "layer1, layer2");
        Refused(await Export(FormatTwo, "--format graphml --snapshot 7 --out out"), "'7'", "1 to 2");
        Refused(await Export(FormatTwo, "--format csv --layer layer1 --out out"), "--layer", "csv", "gexf or graphml");
        Refused(await Export(FormatTwo, "--format npz --snapshot 1 --out out"), "--snapshot", "npz", "gexf or graphml");
        Refused(await Export(FormatTwo, "--format csv --out notes.txt"), "notes.txt: found a file");
        Refused(await Export(FormatTwo, "--format json --out notes.txt/x.json"), "notes.txt");
        Refused(await Export(FormatTwo, "--format gexf --out both.gexf"), "both.gexf: found 2 files");
        Refused(await Export(FormatTwo, "--format json --out /dev/null.json/x.json"), "/dev/null.json");
        Assert.Equal(["empty", "empty/notes.txt", "notes.txt"], cli.Entries());
    }

    [Fact]
    public async Task A_damaged_run_and_several_seeds_are_named()
    {
        using Cli cli = new();
        (await cli.RunAsync("study glyphs --samples 300 --epochs 1 --hidden 16 --seeds 2 --out both")).Succeeds();
        (await cli.RunAsync("export both --format csv")).Refuses("both: found the runs of several seeds", "seed-1");
        byte[] edges = Bytes(cli, "both/seed-1/edges/0001.parquet");
        edges[^20] ^= 1;
        cli.Write("both/seed-1/edges/0001.parquet", edges);
        (await cli.RunAsync("export both/seed-1 --format gexf --out out")).Refuses("0001.parquet: is damaged");
        Assert.False(Directory.Exists(cli["out"]));
        (await cli.RunAsync("export both/seed-2 --format gexf --out out")).Succeeds();
    }

    [Fact]
    public async Task Of_many_layers_the_nearest_are_named()
    {
        using Cli cli = new();
        cli.Write("deep.npz", NpzFile.Dump(60, 3, 1, [.. Enumerable.Range(1, 14).Select(k => ($"block{k}.conv", 8))]));
        (await cli.RunAsync("analyze deep.npz --out run")).Succeeds();
        (await cli.RunAsync("export run --format gexf --layer blok12.conv"))
            .Refuses("'blok12.conv'", "14 names, the nearest block12.conv, ", "or 1 to 14");
    }

    [Fact]
    public async Task Help_fits_80_columns()
    {
        using Cli cli = new();
        Outcome help = (await cli.RunAsync("export --help")).Succeeds();
        Assert.All(help.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        foreach (string format in Cli.Words("csv json gexf graphml npz tensorboard"))
        {
            Assert.Contains($" {format}: ", help.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NetworkX_finds_the_modularity_of_the_run()
    {
        using Cli cli = new();
        (await cli.RunAsync(Study)).Succeeds();
        (await cli.RunAsync("export run --format graphml --layer layer1 --out layer1.graphml")).Succeeds();
        (await cli.RunAsync("export run --format json --out run.json")).Succeeds();
        Python.Run(
            "networkx",
            """
            import sys, json, networkx as nx
            graph = nx.read_graphml(sys.argv[1], node_type=int)
            found = json.load(open(sys.argv[2]))["snapshots"][-1]["layers"][0]["louvain"]
            communities = {}
            for node, community in graph.nodes(data="louvain"): communities.setdefault(community, set()).add(node)
            assert sorted(map(len, communities.values()), reverse=True) == found["sizes"]
            modularity = nx.community.modularity(graph, communities.values(), resolution=1 / found["resolution"])
            assert abs(modularity - found["modularity"]) < 1e-9, (modularity, found["modularity"])
            """,
            cli["layer1.graphml"],
            cli["run.json"]);
    }

    private static string Text(Cli cli, string name) => File.ReadAllText(cli[name]);

    private static byte[] Bytes(Cli cli, string name) => File.ReadAllBytes(cli[name]);
}
