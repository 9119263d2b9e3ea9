using System.Text;
using System.Text.RegularExpressions;
using Coterie.Bench.Compare;
using Coterie.Data;

namespace Coterie.Bench.Report;

/// <summary>
/// Writes <c>docs/performance.md</c> and its charts. The text is <c>performance.md</c> beside this file; its placeholders are filled from
/// the results.
/// </summary>
internal static partial class PerformancePage
{
    private const string Figures = "performance";

    /// <summary>The file of this machine's results, in the folder of a page; each machine has its own file.</summary>
    /// <param name="folder">The page's folder.</param>
    public static string ResultsHere(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, Figures));
        return Path.Combine(folder, Figures, $"results-{Machine.Name()}.json");
    }

    /// <summary>Writes the page and its charts, from the results of this machine or, if it has none, of another machine.</summary>
    /// <param name="folder">The folder.</param>
    public static void Write(string folder)
    {
        string here = ResultsHere(folder);
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.GetDirectoryName(here)!, "results-*.json")
                .OrderBy(file => file != here)
                .ThenBy(file => file, StringComparer.Ordinal),
        ];
        Results[] machines = files.Length == 0 ? [Results.ReadOrEmpty(here)] : [.. files.Select(Results.ReadOrEmpty)];
        foreach (Curves curves in Growth.Of(machines[0]))
        {
            if (curves.Lines.Count > 0) WriteBytes(Path.Combine(folder, Figures, curves.File), Chart.Svg(curves));
        }
        string page = Place().Replace(Template(), match => Fill(match.Groups["name"].Value, machines[0], machines[1..]).TrimEnd('\n'));
        WriteBytes(Path.Combine(folder, "performance.md"), Encoding.UTF8.GetBytes(page.TrimEnd('\n') + "\n"));
    }

    private static string Fill(string name, Results results, Results[] others)
    {
        return name switch
        {
            "machine" => Tables.Machine(results),
            "targets" => Tables.Targets(results),
            "others" => Tables.Others(others),
            "snapshots" => Tables.Snapshots(results),
            "readings" => Tables.Readings(results),
            "graph" => Tables.Graph(results),
            "communities" => Tables.Communities(results),
            "layouts" => Tables.Layouts(results),
            "training" => Tables.Training(results),
            "memory" => Tables.Memory(results),
            "curves" => Tables.Curves(results),
            _ => throw new InvalidOperationException($"The page's text has a place '{name}' that nothing fills."),
        };
    }

    private static string Template()
    {
        using Stream stream = typeof(PerformancePage).Assembly.GetManifestResourceStream("performance.md")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static void WriteBytes(string path, byte[] content)
    {
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
