namespace Coterie.Runs.Results;

/// <summary>Everything a study found with several seeds: the document that <c>--json</c> writes with <c>--seeds</c>.</summary>
/// <param name="Preset">The preset.</param>
/// <param name="Settings">The settings of the first seed, as the document shows them.</param>
/// <param name="Seeds">Each seed's run, in order.</param>
/// <param name="Correlations">Every measure against every accuracy, over the seeds.</param>
public sealed record SeedResults(
    string? Preset, object Settings, IReadOnlyList<RunResults> Seeds, IReadOnlyList<SeedCorrelation> Correlations)
{
    /// <summary>Over which snapshots of each seed <see cref="Correlations"/> are; null if there are no snapshots.</summary>
    public SnapshotRange? CorrelationRange { get; init; }

    /// <summary>
    /// The correlations from the untrained network on; null where <see cref="Correlations"/> are those already, or the seeds' snapshots
    /// differ because an earlier version took none of the untrained network.
    /// </summary>
    public Formation<SeedCorrelation>? Formation { get; init; }

    /// <summary>The seeds that can be compared, which is at the same snapshots: those that have got less far are left out.</summary>
    /// <typeparam name="T">What stands for a seed's run.</typeparam>
    /// <param name="seeds">The seeds, at least one.</param>
    /// <param name="snapshots">How many snapshots a seed has.</param>
    public static IReadOnlyList<T> Comparable<T>(IReadOnlyList<T> seeds, Func<T, int> snapshots)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(snapshots);
        int most = seeds.Max(snapshots);
        return [.. seeds.Where(seed => snapshots(seed) == most)];
    }

    /// <summary>Gathers the results of all seeds.</summary>
    /// <param name="seeds">The results of each seed's run, of one study, in order; at least one.</param>
    /// <exception cref="ArgumentException">There are none, or they are not of a study.</exception>
    public static SeedResults Of(IReadOnlyList<RunResults> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds is not [{ Settings: StudyDocument study, Preset: { } preset }, ..])
        {
            throw new ArgumentException("The first run is not that of a study.", nameof(seeds));
        }
        IReadOnlyList<Snapshot>[] all = [.. seeds.Select(run => run.Snapshots)];
        IReadOnlyList<SeedCorrelation> formation = Array.TrueForAll(all, seed => seed.Count == all[0].Count)
            ? SeedCorrelation.Of(all, Series.OfSnapshots)
            : [];
        SnapshotRange? whole = SnapshotRange.Of(all[0]);
        if (study.Snapshots.Epochs is null) return new SeedResults(preset, study, seeds, formation) { CorrelationRange = whole };
        IReadOnlyList<Snapshot>[] even = [.. all.Select(study.EvenlySpaced)];
        bool coincide = even[0].Count == all[0].Count;
        return new SeedResults(preset, study, seeds, SeedCorrelation.Of(even))
        {
            CorrelationRange = SnapshotRange.Of(even[0]),
            Formation = coincide || formation.Count == 0 ? null : new Formation<SeedCorrelation>(whole!, formation),
        };
    }
}
