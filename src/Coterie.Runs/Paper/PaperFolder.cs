using System.Globalization;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;

namespace Coterie.Runs.Paper;

/// <summary>
/// A folder with the paper's studies, as far as they are run: <c>STUDY/seed-N</c> is the run of a study with a seed, and the comparison
/// of all of them lies beside.
/// </summary>
public static class PaperFolder
{
    private const string SeedPrefix = "seed-";

    /// <summary>
    /// The choices of S and R besides the studies' own. Graphs depend on S alone and entropies on R alone, so that two runs show
    /// S in {25, 50, 100} and R in {10, 50, 200}.
    /// </summary>
    public static IReadOnlyList<(int Top, int Bins)> Variants { get; } = [(25, 10), (100, 200)];

    /// <summary>Where a study's seeds are.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="study">The preset's name.</param>
    public static string FolderOf(string folder, string study)
    {
        return Path.Combine(folder, study);
    }

    /// <summary>Reads what is finished, in the paper's order; seeds that are not are left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Each study with its own S and R, and with each of <see cref="Variants"/> that all its seeds have; may be empty.</returns>
    /// <exception cref="InputException">A run is damaged, or the seeds of a study differ in more than the seed.</exception>
    public static IReadOnlyList<StudyRuns> Read(string folder)
    {
        StudyRuns[][] studies = [.. PaperFigures.Studies.Select(study => ReadStudy(FolderOf(folder, study.Study), study.Study).ToArray())];
        // The comparison's own S and R come first.
        return [.. studies.SelectMany(runs => runs.Take(1)), .. studies.SelectMany(runs => runs.Skip(1))];
    }

    private static IEnumerable<StudyRuns> ReadStudy(string folder, string name)
    {
        (Study Study, string Folder, RunManifest<StudySettings> Manifest)[] seeds = [.. FinishedSeeds(folder, name)];
        if (seeds.Length == 0) yield break;
        StudySettings first = seeds[0].Study.Settings;
        foreach ((Study study, string seed, _) in seeds)
        {
            ManifestFile.RequireSame(seed, study.Settings, first with { Seed = study.Settings.Seed });
        }
        StudyRuns main = new()
        {
            Study = name,
            MixedLabels = first.MixLabels,
            Settings = first,
            Images = seeds[0].Manifest.Images,
            Top = first.Top,
            Bins = first.Bins,
            Seeds = [.. seeds.Select(seed => seed.Study.Finished(seed.Folder)!.Snapshots)],
        };
        yield return main;
        foreach ((int top, int bins) in Variants)
        {
            IReadOnlyList<SnapshotResult>?[] found = [.. seeds.Select(seed => new Reanalysis(seed.Study, seed.Folder, top, bins).Finished())];
            if (found.All(snapshots => snapshots is not null)) yield return main with { Top = top, Bins = bins, Seeds = found! };
        }
    }

    private static IEnumerable<(Study Study, string Folder, RunManifest<StudySettings> Manifest)> FinishedSeeds(string folder, string name)
    {
        if (!Directory.Exists(folder)) return [];
        return from path in Directory.GetDirectories(folder, $"{SeedPrefix}*")
               let seed = SeedOf(path)
               where seed is not null
               orderby seed
               let manifest = RunFolder<StudySettings>.ManifestOf(path)
               where manifest is { Status: RunStatus.Complete }
               select (new Study { Preset = name, Settings = manifest.Settings }, path, manifest);
    }

    private static int? SeedOf(string path)
    {
        return int.TryParse(Path.GetFileName(path)[SeedPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : null;
    }
}
