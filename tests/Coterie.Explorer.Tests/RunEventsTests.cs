using System.Text.Json;
using Coterie.Explorer.Documents;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Tests;

public sealed class RunEventsTests : IDisposable
{
    // A change is told within a second; a machine with other work may take much longer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_that_appears_grows_and_ends_is_told()
    {
        SampleRuns.Write(folder["whole"]);
        Directory.CreateDirectory(folder["runs"]);
        await using SampleServer server = await SampleServer.StartAsync(folder["runs"]);
        using HttpResponseMessage answer = await server.SendAsync($"{Addresses.Api}/events");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using StreamReader events = new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith(":", await events.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        SampleRuns.Grow(folder["whole"], folder["runs/one"], 1);
        Assert.Equal(("one", "running", 1), await NextAsync(events));
        SampleRuns.Grow(folder["whole"], folder["runs/one"], 2);
        Assert.Equal(("one", "running", 2), await NextAsync(events));
        File.Copy(folder["whole/run.json"], folder["runs/one/run.json"], overwrite: true);
        Assert.Equal(("one", "complete", 3), await NextAsync(events));
    }

    [Fact]
    public async Task A_page_that_opens_hears_of_what_changed_last()
    {
        SampleRuns.Write(folder["old"]);
        File.SetLastWriteTimeUtc(folder[$"old/{RunFiles.Manifest}"], DateTime.UtcNow - TimeSpan.FromHours(1));
        SampleRuns.Write(folder["new"]);
        await using SampleServer server = await SampleServer.StartAsync(folder.Path);
        using HttpResponseMessage answer = await server.SendAsync($"{Addresses.Api}/events");
        using StreamReader events = new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("new", "complete", 3), await NextAsync(events));
    }

    [Fact]
    public async Task The_server_ends_though_a_page_listens()
    {
        SampleServer server = await SampleServer.StartAsync(folder.Path);
        using HttpResponseMessage answer = await server.SendAsync($"{Addresses.Api}/events");
        await server.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private static async Task<(string?, string?, int)> NextAsync(StreamReader events)
    {
        const string data = "data: ";
        while (true)
        {
            string? line = await events.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
            Assert.NotNull(line);
            if (!line.StartsWith(data, StringComparison.Ordinal)) continue;
            JsonElement change = JsonSerializer.Deserialize<JsonElement>(line[data.Length..]);
            return (
                change.GetProperty("run").GetString(),
                change.GetProperty("status").GetString(),
                change.GetProperty("snapshots").GetInt32());
        }
    }
}
