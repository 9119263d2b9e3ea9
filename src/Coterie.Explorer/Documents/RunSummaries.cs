using Coterie.Measures;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;

namespace Coterie.Explorer.Documents;

/// <summary>Sums up a run for the list of runs: from its manifest and the metrics of its last snapshot alone.</summary>
internal static class RunSummaries
{
    private const int Digits = 6;

    /// <summary>Sums up a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="id">Its id.</param>
    /// <param name="changed">When its manifest was last written.</param>
    /// <exception cref="InputException">The metrics of its last snapshot are missing or damaged.</exception>
    public static RunSummary Of(RunReader run, string id, DateTime changed)
    {
        RunManifest manifest = run.Manifest;
        SnapshotEntry? last = manifest.Snapshots.Count == 0 ? null : manifest.Snapshots[^1];
        RunDescription description = RunDescription.Of(run);
        IReadOnlyList<MetricRow> metrics = last is null ? [] : run.ReadMetrics(last);
        return new RunSummary
        {
            Id = id,
            Kind = manifest.Identity.Kind,
            Preset = manifest.Identity.Preset,
            Status = manifest.Status,
            Network = description.Network,
            Seed = description.Seed,
            Snapshots = manifest.Snapshots.Count,
            Epoch = last?.Epoch,
            Train = Accuracy("evaluated") ?? Accuracy("running"),
            Test = Accuracy("test"),
            Changed = changed,
        };

        double? Accuracy(string variant)
        {
            MetricRow? found = metrics.FirstOrDefault(row =>
                row.Layer is null && row.Class is null && row.Measure == Catalogue.Accuracy && row.Variant == variant);
            return Rounding.To(found?.Value, Digits);
        }
    }

    /// <summary>A run that cannot be read.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changed">When its manifest was last written.</param>
    /// <param name="problem">Why.</param>
    public static RunSummary OfUnreadable(string id, DateTime changed, string problem)
    {
        return new RunSummary { Id = id, Status = RunStatus.Stopped, Changed = changed, Problem = problem };
    }
}
