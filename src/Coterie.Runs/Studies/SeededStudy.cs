using System.Globalization;
using Coterie.Data;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Studies;

/// <summary>
/// A study repeated with several seeds, one after the other. Each seed's run has its own folder, <c>seed-1</c> and so on, inside one
/// folder.
/// </summary>
/// <param name="first">The study with the first seed; each further study adds one to the seed.</param>
/// <param name="count">How many seeds, at least 1.</param>
/// <exception cref="InputException">The last seed would be larger than a seed may be.</exception>
public sealed class SeededStudy(Study first, int count)
{
    private const string Prefix = "seed-";

    /// <summary>The study with each seed.</summary>
    public IReadOnlyList<Study> Studies { get; } =
        [.. Enumerable.Range(0, count).Select(k => first with { Settings = first.Settings.WithSeed(SeedOf(first, count, k)) })];

    /// <summary>The run folder of a study.</summary>
    /// <param name="folder">The folder of all runs.</param>
    /// <param name="study">One of <see cref="Studies"/>.</param>
    public static string FolderOf(string folder, Study study)
    {
        return Path.Combine(folder, $"{Prefix}{study.Settings.Seed}");
    }

    /// <summary>The seed of a run folder that <see cref="FolderOf"/> names; null for a folder of another name.</summary>
    /// <param name="folder">The run folder.</param>
    public static int? SeedOf(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            ? seed
            : null;
    }

    /// <summary>The folder of all runs that is looked at first if none is named: <c>runs/PRESET-seeds</c>.</summary>
    public string PreferredFolder => Path.Combine("runs", $"{first.Preset}-seeds");

    /// <summary>
    /// The folder of all runs if none is named: <see cref="PreferredFolder"/>, or the first of <c>runs/PRESET-seeds-2</c>, … in which the
    /// first seed's folder is free or holds its study.
    /// </summary>
    /// <param name="data">The first seed's images, which a run there must be made from; null to look at the settings alone.</param>
    public string DefaultFolder(DataSet? data = null)
    {
        Study study = Studies[0];
        return RunWriter.FirstFree(PreferredFolder, folder =>
        {
            string own = FolderOf(folder, study);
            study.In(own).Look(own, data);
        });
    }

    /// <summary>The results of all seeds together.</summary>
    /// <param name="runs">The finished runs, in the order of <see cref="Studies"/>.</param>
    public SeedResults Results(IReadOnlyList<RunResults> runs)
    {
        // The first seed's own settings: prolonged, its schedule may have changed.
        object settings = runs[0].Settings;
        IReadOnlyList<Snapshot>[] all = [.. runs.Select(run => run.Snapshots)];
        IReadOnlyList<SeedCorrelation> formation = Array.TrueForAll(all, seed => seed.Count == all[0].Count)
            ? SeedCorrelation.Of(all, Series.OfSnapshots)
            : [];
        SnapshotRange? whole = SnapshotRange.Of(all[0]);
        if (first.Settings.Snapshots.Epochs is null)
        {
            return new SeedResults(first.Preset, settings, runs, formation) { CorrelationRange = whole };
        }
        IReadOnlyList<Snapshot>[] even = [.. all.Select(first.Settings.EvenlySpaced)];
        bool coincide = even[0].Count == all[0].Count;
        return new SeedResults(first.Preset, settings, runs, SeedCorrelation.Of(even))
        {
            CorrelationRange = SnapshotRange.Of(even[0]),
            Formation = coincide || formation.Count == 0 ? null : new Formation<SeedCorrelation>(whole!, formation),
        };
    }

    private static int SeedOf(Study first, int count, int k)
    {
        int seed = first.Settings.Seed;
        if (seed <= int.MaxValue - (count - 1)) return seed + k;
        throw new InputException($"found seed {seed} with {count} seeds, expected a first seed of at most {int.MaxValue - (count - 1)}");
    }
}
