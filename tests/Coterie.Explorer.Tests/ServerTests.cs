using System.Net;
using System.Text.Json;
using Coterie.Explorer.Documents;
using Coterie.Runs;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Tests;

public sealed class ServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_and_every_document_are_served()
    {
        SampleRuns.Write(folder["a/one"]);
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        using HttpResponseMessage page = await server.SendAsync("");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal(SampleServer.Html, await page.Content.ReadAsStringAsync(Cancellation));
        JsonElement run = Assert.Single((await server.GetAsync(Addresses.Runs)).GetProperty("runs").EnumerateArray());
        Assert.Equal("a/one", run.GetProperty("id").GetString());
        Assert.Equal(0.4, run.GetProperty("test").GetDouble());
        RunDocuments documents = new(RunReader.Open(folder["a/one"]), "a/one");
        Same(documents.Run([]), await server.GetAsync(Addresses.Run("a/one")));
        Same(documents.Layer(1, 2)!, await server.GetAsync(Addresses.Layer("a/one", 1, 2)));
        Same(documents.Histograms(1, 2)!, await server.GetAsync(Addresses.Histograms("a/one", 1, 2)));
        Same(documents.Strongest(1, 2)!, await server.GetAsync(Addresses.Strongest("a/one", 1, 2)));
        long sample = documents.Strongest(1, 2)!.Neurons!.First(neuron => neuron.AreKept).Samples[0];
        Same(documents.Image(sample)!, await server.GetAsync(Addresses.Image("a/one", sample)));
        Same(documents.Communities(1, "leiden")!, await server.GetAsync(Addresses.Communities("a/one", 1, "leiden")));
    }

    [Fact]
    public async Task A_run_itself_can_be_served()
    {
        SampleRuns.Write(folder["mine"]);
        await using SampleServer server = await SampleServer.StartAsync($"{folder["mine"]}/");
        JsonElement run = Assert.Single((await server.GetAsync(Addresses.Runs)).GetProperty("runs").EnumerateArray());
        Assert.Equal("mine", run.GetProperty("id").GetString());
        Assert.Equal("mine", (await server.GetAsync(Addresses.Run("mine"))).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Seeds_of_a_study_know_each_other()
    {
        SampleRuns.Write(folder["study/seed-2"], seed: 2);
        SampleRuns.Write(folder["study/seed-10"], seed: 10);
        SampleRuns.Write(folder["study/seed-3"], seed: 3, snapshots: 4);
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        JsonElement[] runs = [.. (await server.GetAsync(Addresses.Runs)).GetProperty("runs").EnumerateArray()];
        Assert.Equal(["study", null, "study"], runs.Select(run => run.GetProperty("group").GetString()).ToArray());
        JsonElement seeds = (await server.GetAsync(Addresses.Run("study/seed-10"))).GetProperty("seeds");
        Assert.Equal(["study/seed-2", "study/seed-10"], seeds.EnumerateArray().Select(seed => seed.GetString()).ToArray());
        JsonElement together = await server.GetAsync(Addresses.Seeds("study/seed-10"));
        Assert.Equal(2, together.GetProperty("seeds").GetArrayLength());
        JsonElement pearson = together.GetProperty("correlations")[0].GetProperty("pearson");
        Assert.Equal(2, pearson.GetProperty("seeds").GetInt32());
        Assert.Equal(0.5, pearson.GetProperty("interval").GetProperty("level").GetDouble());
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_protect()
    {
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        foreach (string address in (string[])["", Addresses.Runs, "nothing", Addresses.Run("none")])
        {
            using HttpResponseMessage answer = await server.SendAsync(address);
            string policy = Header("Content-Security-Policy");
            Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
            Assert.False(answer.Headers.Contains("Server"));

            string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
        }
    }

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("localhost:1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("[::1]", true)]
    public async Task Only_requests_for_this_machine_by_name_are_answered(string host, bool isAnswered)
    {
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        string name = host.Contains(":1", StringComparison.Ordinal) && !isAnswered ? host : $"{host}:{server.Address.Port}";
        using HttpResponseMessage answer = await server.SendAsync(Addresses.Runs, headers: ("Host", name));
        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Nothing_can_be_written(string method)
    {
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        using HttpResponseMessage answer = await server.SendAsync(method: new HttpMethod(method));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains(method, await SampleServer.ErrorOf(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Addresses.Api}/run?run=../../etc", 404)]
    [InlineData($"{Addresses.Api}/run?run=..%2Foutside", 404)]
    [InlineData($"{Addresses.Api}/run?run=%2Fetc", 404)]
    [InlineData($"{Addresses.Api}/run?run=one%00", 404)]
    [InlineData($"{Addresses.Api}/run", 422)]
    [InlineData($"{Addresses.Api}/run?run=one&run=one", 422)]
    [InlineData($"{Addresses.Api}/seeds?run=one", 404)]
    [InlineData($"{Addresses.Api}/layer?run=one&layer=9&snapshot=0", 404)]
    [InlineData($"{Addresses.Api}/layer?run=one&layer=0&snapshot=9", 404)]
    [InlineData($"{Addresses.Api}/layer?run=one&layer=x&snapshot=0", 422)]
    [InlineData($"{Addresses.Api}/layer?run=one&layer=-1&snapshot=0", 422)]
    [InlineData($"{Addresses.Api}/communities?run=one&layer=0&method=none", 404)]
    [InlineData("..%2f..%2fetc/passwd", 404)]
    [InlineData("api/v2/runs", 404)]
    public async Task What_is_not_there_is_said_in_a_line(string address, int status)
    {
        SampleRuns.Write(folder["runs/one"]);
        SampleRuns.Write(folder["outside"]);
        await using SampleServer server = await SampleServer.StartAsync(folder["runs"]);
        using HttpResponseMessage answer = await server.SendAsync(address);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty(await SampleServer.ErrorOf(answer));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        SampleRuns.Write(folder["whole"]);
        SampleRuns.Grow(folder["whole"], folder["runs/one"], 1);
        await using SampleServer server = await SampleServer.StartAsync(folder["runs"]);
        string[] addresses = [Addresses.Runs, Addresses.Run("one"), Addresses.Layer("one", 0, 0), Addresses.Communities("one", 0, "klb")];
        Dictionary<string, string> tags = [];
        foreach (string address in addresses)
        {
            using HttpResponseMessage answer = await server.SendAsync(address);
            tags[address] = answer.Headers.ETag!.ToString();
            Assert.Equal(HttpStatusCode.NotModified, await StatusOf(address));
        }
        SampleRuns.Grow(folder["whole"], folder["runs/one"], 2);
        await Task.Delay(200, Cancellation);
        foreach (string address in addresses)
        {
            // The first snapshot is the same as before.
            HttpStatusCode expected = address == addresses[2] ? HttpStatusCode.NotModified : HttpStatusCode.OK;
            Assert.Equal(expected, await StatusOf(address));
        }

        async Task<HttpStatusCode> StatusOf(string address)
        {
            using HttpResponseMessage answer = await server.SendAsync(address, headers: ("If-None-Match", tags[address]));
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Documents_are_compressed(string encoding)
    {
        SampleRuns.Write(folder["one"]);
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        using HttpResponseMessage answer = await server.SendAsync(Addresses.Run("one"), headers: ("Accept-Encoding", encoding));
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_listed_with_its_problem()
    {
        SampleRuns.Write(folder["good"]);
        SampleRuns.Write(folder["damaged"]);
        File.WriteAllText(folder["damaged/metrics/0002.parquet"], "no table");
        Directory.CreateDirectory(folder["<script>alert(1)</script>"]);
        File.WriteAllText(folder["<script>alert(1)</script>/run.json"], "no\njson");
        Directory.CreateDirectory(folder[".hidden"]);
        File.Copy(folder["good/run.json"], folder[".hidden/run.json"]);
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        JsonElement[] runs = [.. (await server.GetAsync(Addresses.Runs)).GetProperty("runs").EnumerateArray()];
        string?[] ids = [.. runs.Select(run => run.GetProperty("id").GetString())];
        Assert.Equal(["<script>alert(1)</script>", "damaged", "good"], ids);
        Assert.All(runs[..2], run => Assert.DoesNotContain('\n', run.GetProperty("problem").GetString()!));
        Assert.Contains("0002.parquet", runs[1].GetProperty("problem").GetString()!, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, runs[2].GetProperty("problem").ValueKind);
        foreach (string id in (string[])["damaged", "<script>alert(1)</script>"])
        {
            using HttpResponseMessage answer = await server.SendAsync(Addresses.Run(id));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.NotEmpty(await SampleServer.ErrorOf(answer));
        }
    }

    [Fact]
    public async Task A_thousand_runs_are_listed()
    {
        SampleRuns.Write(folder["one"]);
        for (int k = 0; k < 1000; k++) SampleRuns.Grow(folder["one"], folder[$"runs/{k % 10}/{k}"], 1);
        await using SampleServer server = await SampleServer.StartAsync(folder["runs"]);
        JsonElement[] runs = [.. (await server.GetAsync(Addresses.Runs)).GetProperty("runs").EnumerateArray()];
        Assert.Equal(1000, runs.Length);
        Assert.Equal("0/0", runs[0].GetProperty("id").GetString());
        Assert.Equal("9/999", runs[^1].GetProperty("id").GetString());
        Assert.All(runs, run => Assert.Equal(1, run.GetProperty("snapshots").GetInt32()));
    }

    private static void Same(object document, JsonElement served)
    {
        Assert.Equal(JsonSerializer.Serialize(document, document.GetType(), Json.Options), served.GetRawText());
    }
}
