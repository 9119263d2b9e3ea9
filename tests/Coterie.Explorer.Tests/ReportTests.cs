using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coterie.Explorer.Documents;
using Coterie.Runs;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_report_carries_the_documents_of_its_run()
    {
        SampleRuns.Write(folder["run"]);
        string path = Report.Write(folder["run"], null, new Page(SampleServer.Html));
        Assert.Equal(Path.Combine(folder["run"], "report.html"), path);
        string html = File.ReadAllText(path);
        Dictionary<string, JsonElement> carried = Carried(html);
        RunDocuments documents = new(RunReader.Open(folder["run"]), "run");
        // The strongest samples and their images are those of the last snapshot.
        NeuronStrongest[] last =
            [.. documents.Strongest(0, 2)!.Neurons!.Concat(documents.Strongest(1, 2)!.Neurons!).Where(neuron => neuron.AreKept)];
        long[] samples = [.. last.SelectMany(neuron => neuron.Samples).Distinct()];
        Assert.NotEmpty(samples);
        Assert.Equal(1 + 1 + 2 * documents.Methods.Count + 2 * (2 * 3) + 2 + samples.Length, carried.Count);
        Same(documents.Histograms(0, 1)!, carried[Addresses.Histograms("run", 0, 1)]);
        Same(documents.Strongest(1, 2)!, carried[Addresses.Strongest("run", 1, 2)]);
        Assert.All(samples, sample => Same(documents.Image(sample)!, carried[Addresses.Image("run", sample)]));
        Same(documents.Run([]), carried[Addresses.Run("run")]);
        Same(documents.Layer(1, 0)!, carried[Addresses.Layer("run", 1, 0)]);
        Same(documents.Communities(0, "louvain")!, carried[Addresses.Communities("run", 0, "louvain")]);
        Assert.Equal("run", carried[Addresses.Runs].GetProperty("runs")[0].GetProperty("id").GetString());
        // The names of classes are compressed, and no script of theirs.
        Assert.DoesNotContain("alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_scripts_of_the_page_may_run()
    {
        SampleRuns.Write(folder["run"]);
        string html = File.ReadAllText(Report.Write(folder["run"], null, new Page(SampleServer.Html)));
        const string head = "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" content=\"";
        Assert.StartsWith(head, html, StringComparison.Ordinal);
        string policy = html[head.Length..].Split('"')[0];
        Assert.Contains("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src {HashOf("let page = '</body>';")};", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {HashOf("body { color: black }")};", policy, StringComparison.Ordinal);
        // Nothing of the page is lost.
        Assert.Contains("let page = '</body>';", html, StringComparison.Ordinal);
        Assert.EndsWith("</script>\n</body></html>", html, StringComparison.Ordinal);

        static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    [Fact]
    public void A_report_is_no_part_of_the_run_and_is_replaced()
    {
        SampleRuns.Write(folder["run"]);
        string manifest = File.ReadAllText(folder["run/run.json"]);
        Page page = new(SampleServer.Html);
        string first = File.ReadAllText(Report.Write(folder["run"], null, page));
        Assert.Equal(first, File.ReadAllText(Report.Write($"{folder["run"]}/", null, page)));
        Assert.Equal(manifest, File.ReadAllText(folder["run/run.json"]));
        RunReader.Open(folder["run"]).RequireWhole();
        Assert.Equal(folder["else.html"], Report.Write(folder["run"], folder["else.html"], page));
        Assert.Equal(first, File.ReadAllText(folder["else.html"]));
    }

    [Fact]
    public void A_report_of_seeds_has_the_values_of_all_and_the_layers_of_the_first()
    {
        SampleRuns.Write(folder["study/seed-2"], seed: 2);
        SampleRuns.Write(folder["study/seed-10"], seed: 10);
        SampleRuns.Write(folder["study/other"]);
        string report = Report.Write(folder["study"], null, new Page(SampleServer.Html));
        Dictionary<string, JsonElement> carried = Carried(File.ReadAllText(report));
        Assert.Equal(2, carried[Addresses.Runs].GetProperty("runs").GetArrayLength());
        foreach (string seed in (string[])["seed-2", "seed-10"])
        {
            JsonElement seeds = carried[Addresses.Run(seed)].GetProperty("seeds");
            Assert.Equal(["seed-2", "seed-10"], seeds.EnumerateArray().Select(known => known.GetString()).ToArray());
        }
        Assert.True(carried.ContainsKey(Addresses.Layer("seed-2", 0, 0)));
        Assert.False(carried.ContainsKey(Addresses.Layer("seed-10", 0, 0)));
    }

    [Fact]
    public void What_is_no_run_is_refused()
    {
        Page page = new(SampleServer.Html);
        SampleRuns.Write(folder["runs/one"]);
        SampleRuns.Write(folder["empty"], snapshots: 0);
        SampleRuns.Write(folder["mixed/seed-1"]);
        SampleRuns.Write(folder["mixed/seed-2"], seed: 2, snapshots: 5);
        foreach ((string run, string problem) in ((string, string)[])
        [
            ("none", "no such folder"),
            ("runs", "found no run"),
            ("empty", "no finished snapshot"),
            ("mixed", "not the seeds of one study"),
        ])
        {
            InputException refused = Assert.Throws<InputException>(() => Report.Write(folder[run], null, page));
            Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
            Assert.StartsWith(folder[run], refused.Message, StringComparison.Ordinal);
        }
        Assert.Contains("a folder", Assert.Throws<InputException>(() => Report.Write(folder["runs/one"], folder["runs"], page)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_run_leaves_no_half_report()
    {
        SampleRuns.Write(folder["run"]);
        File.WriteAllText(folder["run/edges/0002.parquet"], "damaged");
        Assert.Throws<InputException>(() => Report.Write(folder["run"], null, new Page(SampleServer.Html)));
        Assert.Empty(Directory.GetFiles(folder["run"], "report*"));
    }

    private static Dictionary<string, JsonElement> Carried(string html)
    {
        const string start = "<script type=\"application/json\" id=\"documents\">";
        string documents = html[(html.IndexOf(start, StringComparison.Ordinal) + start.Length)..].Split('<')[0];
        return JsonSerializer.Deserialize<Dictionary<string, string>>(documents)!
            .ToDictionary(pair => pair.Key, pair => Unpacked(pair.Value), StringComparer.Ordinal);
    }

    private static JsonElement Unpacked(string text)
    {
        using GZipStream stream = new(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<JsonElement>(stream);
    }

    private static void Same(object document, JsonElement carried)
    {
        Assert.Equal(JsonSerializer.Serialize(document, document.GetType(), Json.Options), carried.GetRawText());
    }
}
