namespace Coterie.EndToEnd.Tests;

/// <summary>Compares run folders.</summary>
internal static class RunFiles
{
    public static string[] Expected(int snapshots)
    {
        IEnumerable<string> files = Enumerable.Range(1, snapshots).SelectMany(k => (string[])[$"snapshots/{k:0000}.json", $"snapshots/{k:0000}.safetensors"]);
        return [.. files.Append("snapshots").Concat(["run.json", "metrics.parquet", "neurons.parquet", "edges.parquet"]).Order(StringComparer.Ordinal)];
    }

    public static void Same(Cli cli, string left, string right)
    {
        Assert.Equal(cli.Entries(left), cli.Entries(right));
        foreach (string file in cli.Entries(left).Where(name => File.Exists(Path.Combine(cli[left], name))))
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(cli[left], file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(cli[right], file))),
                $"{file} differs in {left} and {right}");
        }
    }
}
