using Coterie.Data;
using Coterie.Runs.Folder;

namespace Coterie.Training.Studies;

/// <summary>
/// A study repeated with several seeds, one after the other. Each seed's run has its own folder, <c>seed-1</c> and so on, inside one
/// folder.
/// </summary>
/// <param name="first">The study with the first seed; each further study adds one to the seed.</param>
/// <param name="count">How many seeds, at least 1.</param>
/// <exception cref="InputException">The last seed would be larger than a seed may be.</exception>
public sealed class SeededStudy(Study first, int count)
{
    /// <summary>The study with each seed.</summary>
    public IReadOnlyList<Study> Studies { get; } =
        [.. Enumerable.Range(0, count).Select(k => first with { Settings = first.Settings.WithSeed(SeedOf(first, count, k)) })];

    /// <summary>The run folder of a study.</summary>
    /// <param name="folder">The folder of all runs.</param>
    /// <param name="study">One of <see cref="Studies"/>.</param>
    public static string FolderOf(string folder, Study study)
    {
        return SeedFolder.In(folder, study.Settings.Seed);
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

    private static int SeedOf(Study first, int count, int k)
    {
        int seed = first.Settings.Seed;
        if (seed <= int.MaxValue - (count - 1)) return seed + k;
        throw new InputException($"found seed {seed} with {count} seeds, expected a first seed of at most {int.MaxValue - (count - 1)}");
    }
}
