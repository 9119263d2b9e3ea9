using System.Diagnostics;
using System.Security.Cryptography;

namespace Coterie.Data;

/// <summary>Downloads files from mirrors into a folder; a file appears there only if it is whole and has the right content.</summary>
/// <param name="handler">Sends the requests; null for the network.</param>
/// <param name="patience">How long a server may send nothing.</param>
internal sealed class Downloader(HttpMessageHandler? handler, TimeSpan patience) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    // ReceiveAsync limits the time of each step; the client's own limit would end a slow but steady download.
    private readonly HttpClient client = new(
        handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }, disposeHandler: handler is null)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => client.Dispose();

    /// <summary>Downloads one file from the first mirror that has it.</summary>
    /// <exception cref="InputException">No mirror has it, or the folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task FetchAsync(
        DataSetInfo set, DataFile file, string folder, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        string name = file.IsArchive ? file.Name : $"{file.Name}.gz";
        List<string> failures = [];
        try
        {
            Directory.CreateDirectory(folder);
            foreach (Uri mirror in set.Mirrors)
            {
                using AtomicFile target = new(Path.Combine(folder, name));
                try
                {
                    await ReceiveAsync(new(mirror, name), file, target.Stream, progress, cancellation);
                    Verify(file, target.Stream);
                    target.Commit();
                    return;
                }
                catch (Exception e) when (IsFailure(e) && !cancellation.IsCancellationRequested)
                {
                    failures.Add($"{mirror.Host}: {OneLine(e)}");
                }
            }
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{folder}: cannot be written: {e.Message}", e);
        }
        throw new InputException(
            $"{set.Name}: {name} could not be downloaded ({string.Join("; ", failures)}); " +
            "name a folder that has the data with --data, or use the built-in data set glyphs");
    }

    private async Task ReceiveAsync(
        Uri address, DataFile file, FileStream target, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(patience);
        using HttpResponseMessage response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        response.EnsureSuccessStatusCode();
        long? total = response.Content.Headers.ContentLength;
        using Stream source = await response.Content.ReadAsStreamAsync(silence.Token);

        byte[] buffer = new byte[1 << 16];
        long received = 0;
        progress?.Report(new(LoadStep.Download, file.Name, received, total));
        while (true)
        {
            silence.CancelAfter(patience);
            int count = await ReadAsync(source, buffer, silence.Token);
            if (count == 0) break;
            await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
            received += count;
            // Compression makes no file much longer, so a server that sends more sends another file.
            if (received > file.ContentLength + (1L << 20)) throw new InputException("sends more than the file can hold");
            if (Stopwatch.GetElapsedTime(started) > Longest) throw new TimeoutException($"not done in {Longest.TotalMinutes:0} minutes");
            progress?.Report(new(LoadStep.Download, file.Name, received, total));
        }
    }

    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellation);
        }
        catch (IOException e)
        {
            // An error of the network, for which another mirror is tried; errors of the disk stay IOExceptions.
            throw new HttpRequestException(e.Message, e);
        }
    }

    private static void Verify(DataFile file, FileStream received)
    {
        received.Position = 0;
        string hash = Convert.ToHexStringLower(file.IsArchive ? SHA256.HashData(received) : HashOfContent(file, received));
        if (!string.Equals(hash, file.ContentSha256, StringComparison.Ordinal))
            throw new InputException($"sent content with SHA-256 {hash}, expected {file.ContentSha256}");
    }

    private static byte[] HashOfContent(DataFile file, FileStream received)
    {
        try
        {
            byte[] bytes = new byte[received.Length];
            received.ReadExactly(bytes);
            return SHA256.HashData(new FileContent(received.Name, bytes).Whole(file.ContentLength, file.Name));
        }
        catch (InputException e)
        {
            throw new InputException("sent a damaged file", e);
        }
    }

    // Whatever a server makes the client throw; errors of the disk stay IOExceptions, and no other mirror helps against them.
    private static bool IsFailure(Exception e) =>
        e is InputException or OperationCanceledException || (ReaderFault.Is(e) && e is not (IOException or UnauthorizedAccessException));

    private string OneLine(Exception e) => e switch
    {
        OperationCanceledException => $"silent for {patience.TotalSeconds:0.#} seconds",
        _ => e.Message.ReplaceLineEndings(" "),
    };
}
