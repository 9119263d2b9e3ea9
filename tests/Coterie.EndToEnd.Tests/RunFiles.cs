using System.Text;
using System.Text.Json.Nodes;

namespace Coterie.EndToEnd.Tests;

/// <summary>Compares run folders.</summary>
internal static class RunFiles
{
    /// <summary>What a study leaves with so many snapshots after that of the untrained network.</summary>
    public static string[] Expected(int snapshots)
    {
        (string Folder, string Kind)[] tables =
        [
            ("metrics", "parquet"), ("neurons", "parquet"), ("communities", "parquet"), ("edges", "parquet"),
            ("structure", "json"), ("weights", "safetensors"),
        ];
        IEnumerable<string> files = Enumerable.Range(0, snapshots + 1)
            .SelectMany(k => tables.Select(table => $"{table.Folder}/{k:0000}.{table.Kind}"));
        return [
            .. files.Concat(tables.Select(table => table.Folder)).Append("run.json").Append("checkpoint.safetensors")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Compares every byte except those that describe the environment of a run.</summary>
    public static void Same(Cli cli, string left, string right)
    {
        Assert.Equal(cli.Entries(left), cli.Entries(right));
        foreach (string file in cli.Entries(left).Where(name => File.Exists(Path.Combine(cli[left], name))))
        {
            Assert.True(
                Content(cli[left], file).AsSpan().SequenceEqual(Content(cli[right], file)),
                $"{file} differs in {left} and {right}");
        }
    }

    private static byte[] Content(string folder, string file)
    {
        byte[] content = File.ReadAllBytes(Path.Combine(folder, file));
        if (Path.GetFileName(file) != "run.json") return content;
        JsonObject manifest = JsonNode.Parse(content)!.AsObject();
        manifest.Remove("environment");
        return Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }
}
