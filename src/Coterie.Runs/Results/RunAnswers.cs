using Coterie.Measures;

namespace Coterie.Runs.Results;

/// <summary>What a run says, in short: the answers that a person wants first.</summary>
/// <param name="Layers">The answers for each layer.</param>
public sealed record RunAnswers(IReadOnlyList<LayerAnswers> Layers)
{
    /// <summary>
    /// The measure that decides how well a layer separates the classes: the modularity of the weighted pattern graph with the
    /// representatives of each class as communities (Eq. 3). Layers of different widths can be compared by it.
    /// </summary>
    public static MeasureKey Separation { get; } = new(null, null, "modularity", "weightedOverlap");

    /// <summary>The layer that separates the classes best in the last snapshot, the first of equals; null where none has a value.</summary>
    public LayerAnswers? Best => Layers.Where(layer => layer.Separation.Last is not null).MaxBy(layer => layer.Separation.Last);

    /// <summary>Answers from snapshots.</summary>
    /// <param name="snapshots">The snapshots of a run in order, at least one, all with the same layers and classes.</param>
    public static RunAnswers Of(IReadOnlyList<Snapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        return new RunAnswers([.. snapshots[^1].Layers.Select(layer => LayerAnswers.Of(snapshots, layer.Name))]);
    }
}
