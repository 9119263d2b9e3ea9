using Coterie.Runs.Results;

namespace Coterie.Runs.Studies;

/// <summary>
/// A study repeated with as many seeds as asked for, one after the other: each seed's run is a folder of its own, <c>seed-1</c> and so on,
/// in one folder.
/// </summary>
/// <param name="first">The study with the first seed; the others follow it by one.</param>
/// <param name="count">How many seeds, at least 1.</param>
public sealed class SeededStudy(Study first, int count)
{
    /// <summary>The study with each seed.</summary>
    public IReadOnlyList<Study> Studies { get; } =
        [.. Enumerable.Range(0, count).Select(k => first with { Settings = first.Settings.WithSeed(first.Settings.Seed + k) })];

    /// <summary>The run folder of a study.</summary>
    /// <param name="folder">The folder of all.</param>
    /// <param name="study">One of <see cref="Studies"/>.</param>
    public static string FolderOf(string folder, Study study)
    {
        return Path.Combine(folder, $"seed-{study.Settings.Seed}");
    }

    /// <summary>What the seeds come to together.</summary>
    /// <param name="runs">The finished runs, in the order of <see cref="Studies"/>.</param>
    public SeedResults Results(IReadOnlyList<RunResults> runs)
    {
        IReadOnlyList<SeedCorrelation> correlations = SeedCorrelation.Of([.. runs.Select(run => run.Snapshots)]);
        return new SeedResults(first.Preset, StudyDocument.Of(first.Settings), runs, correlations);
    }
}
