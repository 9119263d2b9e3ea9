using Coterie.Measures;

namespace Coterie.Runs.Results;

/// <summary>The values of a run as series: for each measure one value for each snapshot.</summary>
internal static class Series
{
    /// <summary>Every accuracy.</summary>
    public static IReadOnlyList<AccuracyKind> Kinds { get; } = Enum.GetValues<AccuracyKind>();

    /// <summary>The accuracies of the network as it is at the snapshot, not over the epoch before it.</summary>
    public static IReadOnlyList<AccuracyKind> OfSnapshots { get; } = [AccuracyKind.Evaluated, AccuracyKind.Test];

    /// <summary>The series of every measure, in the order in which results list them; null where a snapshot has no value.</summary>
    /// <param name="snapshots">The snapshots in order.</param>
    public static IReadOnlyDictionary<MeasureKey, double?[]> Of(IReadOnlyList<Snapshot> snapshots)
    {
        OrderedDictionary<MeasureKey, double?[]> series = [];
        for (int k = 0; k < snapshots.Count; k++)
        {
            foreach ((MeasureKey key, double? value) in snapshots[k].Values)
            {
                if (!series.TryGetValue(key, out double?[]? values)) series.Add(key, values = new double?[snapshots.Count]);
                values[k] = value;
            }
        }
        return series;
    }

    /// <summary>The key of an accuracy among the measures.</summary>
    public static MeasureKey KeyOf(AccuracyKind kind)
    {
        return new MeasureKey(null, null, Catalogue.Accuracy, kind.ToString().ToLowerInvariant());
    }

    /// <summary>Every pair of a measure and an accuracy that has any value, to be correlated.</summary>
    /// <param name="series">The series.</param>
    /// <param name="kinds">Which accuracies.</param>
    public static IEnumerable<(MeasureKey Measure, AccuracyKind Accuracy)> Pairs(
        IReadOnlyDictionary<MeasureKey, double?[]> series, IReadOnlyList<AccuracyKind> kinds)
    {
        return from kind in kinds
               where series.TryGetValue(KeyOf(kind), out double?[]? values) && values.Any(value => value is not null)
               from measure in series.Keys
               where measure.Measure is not (Catalogue.Accuracy or Catalogue.ClassAccuracy)
               select (measure, kind);
    }
}
