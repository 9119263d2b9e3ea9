using System.Text.Json;
using Coterie.Explorer.Documents;
using Coterie.Explorer.Runs;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Microsoft.AspNetCore.Http;

namespace Coterie.Explorer.Server;

/// <summary>Tells a page, as long as it is open, which runs appear, grow or end: server-sent events named <c>run</c>.</summary>
/// <param name="folder">The folder of runs.</param>
/// <param name="stopping">The server stops.</param>
internal sealed class RunEvents(RunsFolder folder, CancellationToken stopping)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    // A page asks for the list before it listens; what changed in between is told when it does.
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(30);

    // A proxy, or a browser, may give up a connection on which nothing comes.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Answers a request until it ends.</summary>
    /// <param name="context">The request.</param>
    public async Task AnswerAsync(HttpContext context)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        try
        {
            await SendAsync(context.Response, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the server ends.
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancellation)
    {
        RunSet before = folder.Scan();
        DateTime recent = DateTime.UtcNow - Recent;
        await TellAsync(response, before.Runs.Where(run => run.Stamp.Changed > recent), cancellation);
        await WriteAsync(response, ": these are the runs that changed last\n\n", cancellation);
        using PeriodicTimer timer = new(Interval);
        for (DateTime spoke = DateTime.UtcNow; await timer.WaitForNextTickAsync(cancellation);)
        {
            RunSet now = folder.Scan();
            FoundRun[] changed = now == before ? [] : [.. now.Runs.Where(run => before.Find(run.Id) != run)];
            before = now;
            await TellAsync(response, changed, cancellation);
            if (changed.Length == 0 && DateTime.UtcNow - spoke < Silence) continue;
            if (changed.Length == 0) await WriteAsync(response, ":\n\n", cancellation);
            spoke = DateTime.UtcNow;
        }
    }

    private static async Task TellAsync(HttpResponse response, IEnumerable<FoundRun> runs, CancellationToken cancellation)
    {
        foreach (FoundRun run in runs)
        {
            RunChanged change = new(
                run.Id, run.Reader?.Manifest.Status ?? RunStatus.Stopped, run.Reader?.Manifest.Snapshots.Count ?? 0);
            await WriteAsync(response, $"event: run\ndata: {JsonSerializer.Serialize(change, Json.Options)}\n\n", cancellation);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellation)
    {
        await response.WriteAsync(text, cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
