using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Coterie.Explorer.Documents;
using Coterie.Explorer.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coterie.Explorer.Server;

/// <summary>Answers requests for documents. A run is looked up by its id among those that were found, so no request names a file.</summary>
/// <param name="folder">The folder of runs.</param>
/// <param name="cache">Keeps documents.</param>
internal sealed class DocumentEndpoints(RunsFolder folder, DocumentCache cache)
{
    // Another build may make other documents of the same files.
    private static readonly string Build = $"{typeof(DocumentEndpoints).Module.ModuleVersionId:N}";

    /// <summary>Adds the addresses.</summary>
    /// <param name="routes">Where to add them.</param>
    public void AddTo(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/{Addresses.Runs}", context =>
        {
            RunSet runs = folder.Scan();
            return AnswerAsync(context, TagOf(runs.Runs.Select(run => $"{run.Id}\n{run.Stamp}")), () => runs.List);
        });
        routes.MapGet($"/{Addresses.Api}/run", context =>
        {
            RunSet runs = folder.Scan();
            FoundRun run = Run(runs, context);
            string[] seeds = [.. runs.SeedsOf(run).Select(seed => seed.Id)];
            return AnswerAsync(context, TagOf([run.Id, $"{run.Stamp}", .. seeds]), () => cache.Of(run).Run(seeds));
        });
        routes.MapGet($"/{Addresses.Api}/seeds", context =>
        {
            RunSet runs = folder.Scan();
            IReadOnlyList<FoundRun> seeds = runs.SeedsOf(Run(runs, context));
            if (seeds.Count == 0) throw Missing("other seeds of run", Text(context, "run"));
            // All seeds have the same document, under a key of its own.
            return AnswerAsync(
                context,
                TagOf(["seeds", .. seeds.Select(seed => $"{seed.Id}\n{seed.Stamp}")]),
                () => SeedDocuments.Of([.. seeds.Select(cache.Of)]));
        });
        AddOfLayer(routes, "layer", (documents, layer, snapshot) => documents.Layer(layer, snapshot));
        AddOfLayer(routes, "histograms", (documents, layer, snapshot) => documents.Histograms(layer, snapshot));
        AddOfLayer(routes, "strongest", (documents, layer, snapshot) => documents.Strongest(layer, snapshot));
        routes.MapGet($"/{Addresses.Api}/image", context =>
        {
            FoundRun run = Run(folder.Scan(), context);
            int sample = Number(context, "sample");
            return AnswerAsync(
                context,
                TagOf([run.Id, $"{run.Stamp}", "image", $"{sample}"]),
                () => cache.Of(run).Image(sample) ?? throw Missing("image of sample", $"{sample}"));
        });
        routes.MapGet($"/{Addresses.Api}/communities", context =>
        {
            FoundRun run = Run(folder.Scan(), context);
            int layer = Number(context, "layer");
            string method = Text(context, "method");
            return AnswerAsync(
                context,
                TagOf([run.Id, $"{run.Stamp}", $"{layer}", method]),
                () => cache.Of(run).Communities(layer, method) ?? throw Missing("layer and method", $"{layer}, {method}"));
        });
    }

    // What is made from the tables of one snapshot: the files of a finished snapshot never change.
    private void AddOfLayer(IEndpointRouteBuilder routes, string name, Func<RunDocuments, int, int, object?> make)
    {
        routes.MapGet($"/{Addresses.Api}/{name}", context =>
        {
            FoundRun run = Run(folder.Scan(), context);
            int layer = Number(context, "layer"), snapshot = Number(context, "snapshot");
            if (snapshot >= run.Reader!.Manifest.Snapshots.Count) throw Missing("snapshot", $"{snapshot}");
            IEnumerable<string> files = run.Reader.Manifest.Snapshots[snapshot].Files.Values;
            return AnswerAsync(
                context,
                TagOf([run.Id, name, $"{layer}", .. files]),
                () => make(cache.Of(run), layer, snapshot) ?? throw Missing("layer", $"{layer}"));
        });
    }

    private async Task AnswerAsync(HttpContext context, string tag, Func<object> make)
    {
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch.Contains(tag, StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        byte[] text = cache.Get(tag, make)!;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }

    private static FoundRun Run(RunSet runs, HttpContext context)
    {
        string id = Text(context, "run");
        FoundRun run = runs.Find(id) ?? throw Missing("run", id);
        return run.Reader is null ? throw new InputException(run.Problem!) : run;
    }

    private static string Text(HttpContext context, string name) =>
        context.Request.Query[name] is [{ Length: > 0 } text]
            ? text
            : throw new InputException($"{name}: found none, or several; expected one");

    private static int Number(HttpContext context, string name)
    {
        string text = Text(context, name);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InputException($"{name}: found '{text}', expected a whole number from 0");
    }

    private static NotFoundException Missing(string what, string found) => new($"found no {what} '{found}' here");

    // Weak, as compression changes the bytes.
    private static string TagOf(IEnumerable<string> parts)
    {
        XxHash128 hash = new();
        foreach (string part in parts.Prepend(Build)) hash.Append(Encoding.UTF8.GetBytes($"{part}\0"));
        return $"W/\"{Convert.ToHexStringLower(hash.GetCurrentHash())}\"";
    }
}
