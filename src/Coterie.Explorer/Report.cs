using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Coterie.Data;
using Coterie.Explorer.Documents;
using Coterie.Explorer.Runs;
using Coterie.Runs;
using Coterie.Runs.Folder;

namespace Coterie.Explorer;

/// <summary>
/// The report of a run: the explorer's page with the run's documents inside, one file that works from the disk without a network.
/// </summary>
public static class Report
{
    /// <summary>The name of the report in a run folder.</summary>
    public const string FileName = "report.html";

    /// <summary>Whether this build carries the page that a report is made of.</summary>
    public static bool CanWrite => Page.Built is not null;

    /// <summary>Writes the report of a run, or of the seeds of a study: then with the layers of the first seed only.</summary>
    /// <param name="folder">A run folder, or one with a run for each seed.</param>
    /// <param name="path">The file; null for <c>report.html</c> in the folder. A file that is there is replaced.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InputException">
    /// There is no run with a finished snapshot, a file of it is damaged, the report cannot be written, or this build has no page.
    /// </exception>
    public static string Write(string folder, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Write(folder, path, Page.Built ?? throw new InputException(Page.Missing));
    }

    internal static string Write(string folder, string? path, Page page)
    {
        RunSet runs = RunsOf(folder);
        path ??= Path.Combine(folder, FileName);
        if (Directory.Exists(path)) throw new InputException($"{path}: found a folder, expected a file name for the report");
        AtomicFile.Write(path, stream =>
        {
            (string head, string middle, string end) = Parts(page);
            stream.Write(Encoding.UTF8.GetBytes($"{head}<meta http-equiv=\"Content-Security-Policy\" content=\"{page.Policy}\">{middle}"));
            stream.Write("<script type=\"application/json\" id=\"documents\">{"u8);
            string separator = "\n";
            foreach ((string address, object document) in Documents(runs))
            {
                // Addresses are escaped and base64 has no '<', so nothing here can end the script.
                stream.Write(Encoding.UTF8.GetBytes($"{separator}{JsonSerializer.Serialize(address)}:\"{Packed(document)}\""));
                separator = ",\n";
            }
            stream.Write(Encoding.UTF8.GetBytes($"\n}}</script>\n{end}"));
        });
        return path;
    }

    /// <summary>The documents of a report, by address.</summary>
    /// <param name="runs">The runs; layers are those of the first one.</param>
    internal static IEnumerable<(string Address, object Document)> Documents(RunSet runs)
    {
        yield return (Addresses.Runs, runs.List);
        RunDocuments[] all = [.. runs.Runs.Select(Open)];
        string[] seeds = [.. runs.SeedsOf(runs.Runs[0]).Select(run => run.Id)];
        foreach (RunDocuments run in all) yield return (Addresses.Run(run.Id), run.Run(seeds));
        // The page asks by the first seed.
        if (seeds.Length > 0) yield return (Addresses.Seeds(seeds[0]), SeedDocuments.Of(all));
        RunDocuments first = all[0];
        for (int layer = 0; layer < first.Layers.Count; layer++)
        {
            foreach (string method in first.Methods)
            {
                yield return (Addresses.Communities(first.Id, layer, method), first.Communities(layer, method)!);
            }
        }
        for (int snapshot = 0; snapshot < first.Manifest.Snapshots.Count; snapshot++)
        {
            for (int layer = 0; layer < first.Layers.Count; layer++)
            {
                yield return (Addresses.Layer(first.Id, layer, snapshot), first.Layer(layer, snapshot)!);
                yield return (Addresses.Histograms(first.Id, layer, snapshot), first.Histograms(layer, snapshot)!);
            }
        }
        foreach ((string address, object document) in Strongest(first)) yield return (address, document);
    }

    // Of the last snapshot alone: the images of all would be larger than everything else.
    private static IEnumerable<(string Address, object Document)> Strongest(RunDocuments run)
    {
        int last = run.Manifest.Snapshots.Count - 1;
        SortedSet<long> samples = [];
        for (int layer = 0; layer < run.Layers.Count; layer++)
        {
            LayerStrongest strongest = run.Strongest(layer, last)!;
            yield return (Addresses.Strongest(run.Id, layer, last), strongest);
            samples.UnionWith((strongest.Neurons ?? []).Where(neuron => neuron.AreKept).SelectMany(neuron => neuron.Samples));
        }
        foreach (long sample in samples) yield return (Addresses.Image(run.Id, sample), run.Image(sample)!);
    }

    private static RunDocuments Open(FoundRun run) => new(run.Reader!, run.Id);

    private static RunSet RunsOf(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: found no such folder, expected a run");
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RunSet found = new RunsFolder(root) { Depth = 1 }.Scan();
        // Other folders may lie beside those of the seeds.
        bool isRun = found.Runs is [{ } only] && Path.GetDirectoryName(only.Path) != root;
        if (!isRun) found = new RunSet(found.Runs.Where(run => SeedFolder.SeedOf(run.Path) is not null));
        if (found.Runs.Count == 0) throw new InputException($"{folder}: found no run, expected the folder of a run or of its seeds");
        if (found.Runs.FirstOrDefault(run => run.Reader is null) is { } odd) throw new InputException(odd.Problem!);
        if (found.Runs.Count > 1 && found.SeedsOf(found.Runs[0]).Count != found.Runs.Count)
        {
            throw new InputException(
                $"{folder}: found {found.Runs.Count} runs that are not the seeds of one study, expected one such as {found.Runs[0].Path}");
        }
        foreach (FoundRun run in found.Runs)
        {
            if (run.Reader!.Manifest.Snapshots.Count > 0) continue;
            throw new InputException($"{run.Path}: found no finished snapshot yet, expected one or more");
        }
        return found;
    }

    // The policy comes before anything it is about, and the documents where the page ends.
    private static (string Head, string Middle, string End) Parts(Page page)
    {
        const string head = "<head>", end = "</body>";
        int start = page.Html.IndexOf(head, StringComparison.Ordinal) + head.Length;
        int last = page.Html.LastIndexOf(end, StringComparison.Ordinal);
        return (page.Html[..start], page.Html[start..last], page.Html[last..]);
    }

    private static string Packed(object document)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            JsonSerializer.Serialize(stream, document, document.GetType(), Json.Options);
        }
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }
}
