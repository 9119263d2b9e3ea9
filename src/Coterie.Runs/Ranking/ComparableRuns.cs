using System.Text.Json;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Ranking;

/// <summary>
/// The runs whose networks can be ranked together: finished, tested on the same data, analysed in the same way. Where runs differ, the
/// largest group is taken, and the others are left out with the reason.
/// </summary>
/// <param name="Networks">The networks that can be compared, in the order of their runs.</param>
/// <param name="LeftOut">The others.</param>
public sealed record ComparableRuns(IReadOnlyList<RankedNetwork> Networks, IReadOnlyList<LeftOutRun> LeftOut)
{
    // How deep below a folder runs are looked for: the seeds of the studies in it.
    private const int Depth = 2;

    // Settings of the analysis that values of every measure depend on; S follows the width of a layer, and may differ.
    private static readonly string[] AnalysisSettings = ["bins", "gamma", "resolution", "representatives", "pooling"];

    /// <summary>The names of the settings in which the networks differ, such as <c>dropout</c>.</summary>
    public IReadOnlyList<string> Differences =>
    [
        .. Networks.SelectMany(network => network.Settings.Keys).Distinct(StringComparer.Ordinal)
            .Where(name => Networks.DistinctBy(network => network.Settings.GetValueOrDefault(name), StringComparer.Ordinal).Skip(1).Any())
            .Select(LastName)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Finds and compares runs.</summary>
    /// <param name="folders">Run folders, and folders that have runs in them, or runs of seeds in the folders in them.</param>
    /// <exception cref="InputException">A folder does not exist, or has no run.</exception>
    public static ComparableRuns In(IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        List<LeftOutRun> leftOut = [];
        List<Candidate> candidates = [];
        foreach (string path in folders.SelectMany(Find).DistinctBy(Path.GetFullPath, StringComparer.Ordinal))
        {
            try
            {
                if (Candidate.Read(path, out string? reason) is not { } candidate) leftOut.Add(new LeftOutRun(path, reason!));
                else if (candidates.Find(candidate.IsSameNetwork) is not { } same) candidates.Add(candidate);
                else leftOut.Add(new LeftOutRun(path, $"the same as {same.Path}"));
            }
            catch (InputException e)
            {
                leftOut.Add(new LeftOutRun(path, e.Message));
            }
        }
        if (candidates.Count == 0) return new ComparableRuns([], leftOut);
        IGrouping<string, Candidate>[] groups =
            [.. candidates.GroupBy(candidate => candidate.Group, StringComparer.Ordinal).OrderByDescending(group => group.Count())];
        Candidate reference = groups[0].First();
        foreach (Candidate other in groups.Skip(1).SelectMany(group => group))
        {
            leftOut.Add(new LeftOutRun(other.Path, other.DifferenceFrom(reference)));
        }
        Candidate[] chosen = [.. groups[0]];
        Candidate[] odd = [.. OfOtherData(chosen)];
        foreach (Candidate other in odd) leftOut.Add(new LeftOutRun(other.Path, "other images or labels by the same name and number"));
        return new ComparableRuns([.. chosen.Except(odd).Select(candidate => candidate.Network)], leftOut);
    }

    // The same settings of the data, seed and noise included, give the same data. Other settings give others, which cannot be told from
    // data that should not be compared.
    private static IEnumerable<Candidate> OfOtherData(IEnumerable<Candidate> candidates)
    {
        return candidates.Where(candidate => candidate.Manifest.Identity.Data is not null)
            .GroupBy(candidate => candidate.DataSettings, StringComparer.Ordinal)
            .SelectMany(same => same
                .GroupBy(candidate => candidate.Manifest.Identity.Data!, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .Skip(1)
                .SelectMany(group => group));
    }

    private static IEnumerable<string> Find(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: found no such folder, expected a run, or a folder of runs");
        string[] found = [.. Below(folder, Depth)];
        return found.Length > 0 ? found : throw new InputException($"{folder}: found no run in it, expected a {RunFiles.Manifest}");
    }

    private static IEnumerable<string> Below(string folder, int depth)
    {
        if (File.Exists(Path.Combine(folder, RunFiles.Manifest))) return [folder];
        if (depth == 0) return [];
        return Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).SelectMany(inner => Below(inner, depth - 1));
    }

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];

    // A finished run with a test accuracy.
    private sealed record Candidate(RankedNetwork Network, RunManifest Manifest)
    {
        public string Path => Network.Path;

        // What has to be the same for all networks.
        public string Group { get; } = string.Join('\n', Terms(Network, Manifest).Select(term => term.Value));

        // Where the data lay says nothing.
        public string DataSettings => string.Join('\n', Network.Settings
            .Where(setting => setting.Key.StartsWith("data.", StringComparison.Ordinal) && setting.Key != "data.name")
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => $"{setting.Key} {setting.Value}"));

        public static Candidate? Read(string path, out string? reason)
        {
            RunReader reader = RunReader.Open(path);
            reason = !reader.IsComplete ? "not finished" : reader.Manifest.Snapshots.Count == 0 ? "it has no snapshots" : null;
            if (reason is not null) return null;
            Snapshot last = reader.Read(reader.Manifest.Snapshots[^1]);
            reason = last.Accuracy.Test is null ? "it has no test accuracy" : null;
            if (reason is not null) return null;
            Dictionary<string, string> settings = new(StringComparer.Ordinal);
            Flatten(reader.Manifest.Identity.Settings, "", settings);
            return new Candidate(new RankedNetwork(path, last, settings), reader.Manifest);
        }

        public bool IsSameNetwork(Candidate other)
        {
            RunIdentity own = Manifest.Identity, theirs = other.Manifest.Identity;
            return own.Kind == theirs.Kind && own.Preset == theirs.Preset && own.Data == theirs.Data
                && JsonElement.DeepEquals(own.Settings, theirs.Settings);
        }

        public string DifferenceFrom(Candidate reference)
        {
            (string Name, string Value)[] own = [.. Terms(Network, Manifest)], theirs = [.. Terms(reference.Network, reference.Manifest)];
            int at = Enumerable.Range(0, own.Length).First(k => own[k].Value != theirs[k].Value);
            return $"{own[at].Name} {Short(own[at].Value)}, others {Short(theirs[at].Value)}";
        }

        private static IEnumerable<(string Name, string Value)> Terms(RankedNetwork network, RunManifest manifest)
        {
            yield return ("a run of", manifest.Identity.Preset ?? manifest.Identity.Kind);
            DataSummary? data = manifest.Data;
            yield return ("images", data is null ? "unknown" : $"{data.Train} + {data.Test} of {data.Height}×{data.Width}");
            yield return ("classes", data is null ? $"{network.Last.Classes}" : string.Join(", ", data.Classes));
            yield return ("test images by class", string.Join(", ", data?.TestByClass ?? []));
            foreach (string name in AnalysisSettings)
            {
                string[] found = [.. network.Settings.Where(setting => LastName(setting.Key) == name).Select(setting => setting.Value)];
                yield return ($"analysed with {name}", found.Length > 0 ? found[0] : "by default");
            }
        }

        private static string Short(string text)
        {
            const int longest = 40;
            return text.Length <= longest ? text : $"{text[..longest]}…";
        }

        private static void Flatten(JsonElement element, string path, Dictionary<string, string> settings)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", settings);
                }
            }
            else
            {
                settings[path] = element.GetRawText();
            }
        }
    }
}
