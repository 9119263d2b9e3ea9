using System.Globalization;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Training.Studies;

namespace Coterie.Paper;

/// <summary>The folder of the paper's evaluation: one folder for each study, with one run for each seed, and the comparison.</summary>
public static class PaperFolder
{
    private const string SeedPrefix = "seed-";

    /// <summary>The S and R with which every study is analysed again, because the paper does not give them.</summary>
    public static IReadOnlyList<(int Top, int Bins)> Variants { get; } = [(25, 10), (100, 200)];

    /// <summary>The folder of a study's seeds.</summary>
    /// <param name="folder">The folder of the evaluation.</param>
    /// <param name="study">The study's preset.</param>
    public static string FolderOf(string folder, string study)
    {
        return Path.Combine(folder, study);
    }

    /// <summary>A study analysed with another S and R.</summary>
    /// <param name="study">The study.</param>
    /// <param name="run">Its run folder.</param>
    /// <param name="top">S.</param>
    /// <param name="bins">R.</param>
    public static Reanalysis Variant(Study study, string run, int top, int bins)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new Reanalysis(study, run, study.Settings.Analysis with { Top = top, Bins = bins });
    }

    /// <summary>Reads all finished runs, each study with its own S and R first.</summary>
    /// <param name="folder">The folder of the evaluation.</param>
    /// <exception cref="InputException">A run is damaged, or the seeds of a study differ in their settings.</exception>
    public static IReadOnlyList<StudyRuns> Read(string folder)
    {
        StudyRuns[][] studies = [.. PaperFigures.Studies.Select(study => ReadStudy(FolderOf(folder, study.Study), study.Study).ToArray())];
        // The comparison's own S and R come first.
        return [.. studies.SelectMany(runs => runs.Take(1)), .. studies.SelectMany(runs => runs.Skip(1))];
    }

    private static IEnumerable<StudyRuns> ReadStudy(string folder, string name)
    {
        (Study Study, RunReader Run)[] seeds = [.. FinishedSeeds(folder, name)];
        if (seeds.Length == 0) yield break;
        StudySettings first = seeds[0].Study.Settings;
        foreach ((Study study, RunReader run) in seeds)
        {
            study.Identity.RequireSame((study with { Settings = first.WithSeed(study.Settings.Seed) }).Identity, run.Path);
            // Each seed may divide the same images in its own way, so that the fingerprints say nothing.
            if (seeds[0].Run.Manifest.Data is { } data && run.Manifest.Data?.DifferenceFrom(data) is { } difference)
                throw new InputException($"{run.Path}: found a run made from {difference} as for the first seed; choose another --out");
        }
        StudyDocument settings = StudyDocument.Of(seeds[0].Run)!;
        IReadOnlyList<Snapshot>[] all = [.. seeds.Select(seed => seed.Run.ReadSnapshots())];
        StudyRuns main = new()
        {
            Study = name,
            MixedLabels = first.Data.MixLabels,
            Settings = settings,
            Images = seeds[0].Run.Manifest.Data,
            Top = first.Analysis.Top.Count
                ?? throw new InputException($"{seeds[0].Run.Path}: found a run with --top auto, expected one S for all layers"),
            Bins = first.Analysis.Bins,
            Formation = all,
            Seeds = [.. all.Select(settings.EvenlySpaced)],
        };
        yield return main;
        foreach ((int top, int bins) in Variants)
        {
            IReadOnlyList<Snapshot>?[] found = [.. seeds.Select(seed => Variant(seed.Study, seed.Run.Path, top, bins).Finished())];
            if (found.Any(snapshots => snapshots is null)) continue;
            yield return main with { Top = top, Bins = bins, Seeds = [.. found.Select(snapshots => settings.EvenlySpaced(snapshots!))] };
        }
    }

    private static IEnumerable<(Study Study, RunReader Run)> FinishedSeeds(string folder, string name)
    {
        if (!Directory.Exists(folder)) return [];
        return from path in Directory.GetDirectories(folder, $"{SeedPrefix}*")
               let seed = SeedOf(path)
               where seed is not null
               orderby seed
               let run = RunReader.Find(path)
               where run is { IsComplete: true }
               let study = Study.Of(run)
               where study?.Preset == name
               select (study, run);
    }

    private static int? SeedOf(string path)
    {
        string digits = Path.GetFileName(path)[SeedPrefix.Length..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : null;
    }
}
