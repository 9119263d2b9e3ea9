using Coterie.Runs.Folder;

namespace Coterie.Runs.Results;

/// <summary>Everything a run found: the document that <c>--json</c> writes.</summary>
/// <param name="Preset">The preset; null where activations came from elsewhere.</param>
/// <param name="Settings">The settings it was made with, as the document shows them.</param>
/// <param name="Snapshots">The snapshots, in order.</param>
/// <param name="Correlations">Every measure against every accuracy.</param>
public sealed record RunResults(
    string? Preset, object Settings, IReadOnlyList<Snapshot> Snapshots, IReadOnlyList<CorrelationResult> Correlations)
{
    /// <summary>A study's images and classes, or a dump's samples and classes; null where not known.</summary>
    public DataSummary? Data { get; init; }

    /// <summary>Over which snapshots <see cref="Correlations"/> are; null if there are no snapshots.</summary>
    public SnapshotRange? CorrelationRange { get; init; }

    /// <summary>
    /// The correlations from the untrained network on, where <see cref="Correlations"/> are the paper's, over evenly spaced epochs; null
    /// where those are over all snapshots already.
    /// </summary>
    public Formation<CorrelationResult>? Formation { get; init; }

    /// <summary>Gathers the results of snapshots.</summary>
    /// <param name="preset">The preset; null where activations came from elsewhere.</param>
    /// <param name="settings">The settings, as the document shows them.</param>
    /// <param name="snapshots">The snapshots, in order.</param>
    public static RunResults Of(string? preset, object settings, IReadOnlyList<Snapshot> snapshots)
    {
        return Of(preset, settings, snapshots, Series.Kinds);
    }

    /// <summary>Reads the results of a run, finished or as far as it has got.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public static RunResults Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of(run, run.ReadSnapshots());
    }

    /// <summary>Gathers the results of a run whose snapshots are read already.</summary>
    internal static RunResults Of(RunReader run, IReadOnlyList<Snapshot> snapshots)
    {
        RunIdentity identity = run.Manifest.Identity;
        RunResults found = StudyDocument.Of(run) is { } study
            ? OfStudy(identity.Preset, study, snapshots)
            : Of(identity.Preset, identity.Settings, snapshots);
        return found with { Data = run.Manifest.Data };
    }

    /// <summary>Gathers the results of a study.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="snapshots">The snapshots, in order.</param>
    internal static RunResults OfStudy(string? preset, StudyDocument settings, IReadOnlyList<Snapshot> snapshots)
    {
        // Running accuracy, of the epoch before, belongs to the paper's snapshots at the ends of epochs.
        RunResults all = Of(preset, settings, snapshots, Series.OfSnapshots);
        if (settings.Snapshots.Epochs is null) return all;
        IReadOnlyList<Snapshot> even = settings.EvenlySpaced(snapshots);
        RunResults paper = Of(preset, settings, even, Series.Kinds) with { Snapshots = snapshots };
        if (even.Count == snapshots.Count) return paper;
        return paper with { Formation = new Formation<CorrelationResult>(all.CorrelationRange!, all.Correlations) };
    }

    private static RunResults Of(string? preset, object settings, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<AccuracyKind> kinds)
    {
        return new RunResults(preset, settings, snapshots, CorrelationResult.Of(snapshots, kinds))
        {
            CorrelationRange = SnapshotRange.Of(snapshots),
        };
    }
}
