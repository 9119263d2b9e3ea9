using Coterie.Measures;

namespace Coterie.Runs;

/// <summary>
/// The results of one snapshot: the value of every measure, and the structure of each layer. A snapshot from a run of another version
/// may lack measures that this version has, and have others.
/// </summary>
public sealed class Snapshot
{
    private readonly Dictionary<MeasureKey, double?> values;

    /// <summary>Makes a snapshot from its values.</summary>
    /// <param name="number">Its number; 0 is the untrained network.</param>
    /// <param name="epoch">After how many epochs it was taken, with a fraction within an epoch.</param>
    /// <param name="step">After how many training steps; null where not known.</param>
    /// <param name="values">The value of each measure, in the order in which results list them.</param>
    /// <param name="layers">The structure of each layer.</param>
    public Snapshot(
        int number, double epoch, long? step, IReadOnlyList<KeyValuePair<MeasureKey, double?>> values, IReadOnlyList<LayerStructure> layers)
    {
        Number = number;
        Epoch = epoch;
        Step = step;
        Values = values;
        Layers = layers;
        this.values = new Dictionary<MeasureKey, double?>(values);
    }

    /// <summary>Its number in the run; 0 is the untrained network.</summary>
    public int Number { get; }

    /// <summary>
    /// After how many epochs it was taken: 0 for the untrained network, a fraction within an epoch; for dumps without epochs, the position
    /// among the dumps, from 1.
    /// </summary>
    public double Epoch { get; }

    /// <summary>After how many training steps it was taken; null where not known.</summary>
    public long? Step { get; }

    /// <summary>The value of each measure; null where it does not exist.</summary>
    public IReadOnlyList<KeyValuePair<MeasureKey, double?>> Values { get; }

    /// <summary>The structure of each layer.</summary>
    public IReadOnlyList<LayerStructure> Layers { get; }

    /// <summary>The number of classes.</summary>
    public int Classes => Layers.Count == 0 ? 0 : Layers[0].Representatives.Count;

    /// <summary>How accurate the network was.</summary>
    public Accuracies Accuracy => new()
    {
        Running = OfModel(Catalogue.Accuracy, "running"),
        Evaluated = OfModel(Catalogue.Accuracy, "evaluated"),
        Test = OfModel(Catalogue.Accuracy, "test"),
        EvaluatedByClass = ByClass("evaluated"),
        TestByClass = ByClass("test"),
    };

    /// <summary>The value of a measure; null where it does not exist or the snapshot has no such measure.</summary>
    /// <param name="key">What is measured.</param>
    public double? this[MeasureKey key] => values.GetValueOrDefault(key);

    /// <summary>The value of a measure of the model.</summary>
    /// <param name="measure">The measure's family.</param>
    /// <param name="variant">Its form; empty where there is one only.</param>
    public double? OfModel(string measure, string variant = "") => this[new MeasureKey(null, null, measure, variant)];

    /// <summary>The value of a measure of a layer.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="measure">The measure's family.</param>
    /// <param name="variant">Its form; empty where there is one only.</param>
    public double? OfLayer(string layer, string measure, string variant = "") => this[new MeasureKey(layer, null, measure, variant)];

    private double?[]? ByClass(string variant)
    {
        double?[] found = [.. Enumerable.Range(0, Classes).Select(i => this[new MeasureKey(null, i, Catalogue.ClassAccuracy, variant)])];
        return Array.Exists(found, value => value is not null) ? found : null;
    }

    /// <summary>Makes a snapshot from an analysis.</summary>
    /// <param name="number">Its number; 0 is the untrained network.</param>
    /// <param name="epoch">After how many epochs it was taken, with a fraction within an epoch.</param>
    /// <param name="step">After how many training steps; null where not known.</param>
    /// <param name="analysis">The analysis, with the accuracies.</param>
    public static Snapshot Of(int number, double epoch, long? step, SnapshotAnalysis analysis)
    {
        return new Snapshot(
            number,
            epoch,
            step,
            [.. Catalogue.Values(analysis).Select(value => KeyValuePair.Create(value.Key, value.Value))],
            [.. analysis.Layers.Select(LayerStructure.Of)]);
    }
}
