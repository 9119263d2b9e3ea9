using System.Text.Json;
using Coterie.Explorer.Documents;
using Coterie.Explorer.Runs;
using Coterie.Runs;
using Microsoft.Extensions.Caching.Memory;

namespace Coterie.Explorer.Server;

/// <summary>Keeps the documents that were asked for last, as text, and the runs they are made from.</summary>
internal sealed class DocumentCache : IDisposable
{
    private const long MostBytes = 256L << 20;
    private const int MostRuns = 16;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache texts = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly MemoryCache runs = new(new MemoryCacheOptions { SizeLimit = MostRuns });

    /// <summary>A document as JSON.</summary>
    /// <param name="key">What names its content: documents of the same key are the same.</param>
    /// <param name="make">Makes it; null where there is none.</param>
    /// <returns>The text; null where there is no such document.</returns>
    public byte[]? Get(string key, Func<object?> make)
    {
        if (texts.TryGetValue(key, out byte[]? known)) return known;
        if (make() is not { } document) return null;
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(document, document.GetType(), Json.Options);
        return texts.Set(key, text, new MemoryCacheEntryOptions { Size = text.Length, SlidingExpiration = Unused });
    }

    /// <summary>What makes the documents of a run; what was read of it before it grew is not read again.</summary>
    /// <param name="run">A run whose manifest can be read.</param>
    public RunDocuments Of(FoundRun run)
    {
        lock (runs)
        {
            RunDocuments? before = runs.Get<RunDocuments>(run.Path);
            if (before is not null && before.Reader == run.Reader) return before;
            RunDocuments documents = new(run.Reader!, run.Id, before);
            return runs.Set(run.Path, documents, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Unused });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        texts.Dispose();
        runs.Dispose();
    }
}
