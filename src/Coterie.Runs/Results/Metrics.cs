namespace Coterie.Runs.Results;

/// <summary>The figures of a snapshot as a tidy list, each with what it measures.</summary>
public static class Metrics
{
    /// <summary>The measure under which the accuracies stand.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The accuracies that measures are correlated with, by variant.</summary>
    public static IReadOnlyList<string> Accuracies { get; } = ["running", "evaluated", "test"];

    /// <summary>Lists every figure of a snapshot, accuracies first, then the model's, then layer by layer.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <returns>The metrics, always in the same order; a figure that does not exist is null.</returns>
    public static IEnumerable<(Metric Metric, double? Value)> Of(SnapshotResult snapshot)
    {
        AccuracyResult accuracy = snapshot.Accuracy;
        yield return (new Metric(null, null, Accuracy, "running"), accuracy.Running);
        yield return (new Metric(null, null, Accuracy, "evaluated"), accuracy.Evaluated);
        yield return (new Metric(null, null, Accuracy, "test"), accuracy.Test);
        foreach ((Metric, double?) figure in OfEntropy(null, snapshot.Entropy, snapshot.ClassEntropy)) yield return figure;
        foreach (LayerResult layer in snapshot.Layers)
        {
            foreach ((Metric, double?) figure in OfLayer(layer)) yield return figure;
        }
    }

    /// <summary>The figures of several snapshots as series, each a value a snapshot.</summary>
    /// <param name="snapshots">The snapshots in order, all with the same layers and classes.</param>
    public static IReadOnlyDictionary<Metric, double?[]> Series(IReadOnlyList<SnapshotResult> snapshots)
    {
        OrderedDictionary<Metric, double?[]> series = [];
        for (int k = 0; k < snapshots.Count; k++)
        {
            foreach ((Metric metric, double? value) in Of(snapshots[k]))
            {
                if (!series.TryGetValue(metric, out double?[]? values)) series.Add(metric, values = new double?[snapshots.Count]);
                values[k] = value;
            }
        }
        return series;
    }

    /// <summary>Every measure with every accuracy that has any value, as pairs to be correlated.</summary>
    /// <param name="series">The series of a run, in the order of <see cref="Of"/>.</param>
    public static IEnumerable<(Metric Measure, Metric Accuracy)> Pairs(IReadOnlyDictionary<Metric, double?[]> series)
    {
        return from against in Accuracies
               let accuracy = new Metric(null, null, Accuracy, against)
               where series.TryGetValue(accuracy, out double?[]? values) && values.Any(value => value is not null)
               from measure in series.Keys
               where measure.Measure != Accuracy
               select (measure, accuracy);
    }

    private static IEnumerable<(Metric Metric, double? Value)> OfLayer(LayerResult layer)
    {
        ModularityResult modularity = layer.Modularity;
        return
        [
            (At("modularity", "klb"), modularity.Klb),
            (At("modularity", "noOverlap"), modularity.NoOverlap),
            (At("modularity", "unweightedOverlap"), modularity.UnweightedOverlap),
            (At("modularity", "weightedOverlap"), modularity.WeightedOverlap),
            .. OfCommunities("louvain", layer.Louvain),
            .. OfCommunities("leiden", layer.Leiden),
            (At("graph", "vertices"), layer.Vertices),
            (At("graph", "edges"), layer.Edges),
            (At("graph", "totalWeight"), layer.TotalWeight),
            (At("deadNeurons", ""), layer.DeadNeurons),
            .. OfEntropy(layer.Name, layer.Entropy, layer.ClassEntropy),
        ];

        Metric At(string measure, string variant) => new(layer.Name, null, measure, variant);

        IEnumerable<(Metric, double?)> OfCommunities(string measure, CommunityResult found) =>
        [
            (At(measure, "modularity"), found.Modularity),
            (At(measure, "communities"), found.Sizes.Count),
            (At(measure, "averageSize"), found.AverageSize()),
        ];
    }

    private static IEnumerable<(Metric Metric, double? Value)> OfEntropy(
        string? layer, EntropyResult whole, IReadOnlyList<EntropyResult> classes)
    {
        foreach ((Metric, double?) form in Forms(null, "entropy", whole)) yield return form;
        for (int i = 0; i < classes.Count; i++)
        {
            foreach ((Metric, double?) form in Forms(i, "classEntropy", classes[i])) yield return form;
        }

        IEnumerable<(Metric, double?)> Forms(int? @class, string measure, EntropyResult entropy) =>
        [
            (new Metric(layer, @class, measure, "nonzero"), entropy.Nonzero),
            (new Metric(layer, @class, measure, "all"), entropy.All),
            (new Metric(layer, @class, measure, "share"), entropy.Share),
        ];
    }
}
