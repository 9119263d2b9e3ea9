namespace Coterie.Explorer.Documents;

/// <summary>The correlation of a measure with an accuracy over snapshots, of a run or over the seeds of a study.</summary>
/// <typeparam name="T">A number for a run, <see cref="SeedCoefficient"/> over seeds.</typeparam>
/// <param name="Layer">Index of the layer; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">The measure's family.</param>
/// <param name="Variant">Its form; empty where there is one only.</param>
/// <param name="Against">Which accuracy.</param>
/// <param name="Over">Over which snapshots.</param>
/// <param name="Snapshots">Over how many snapshots, of each seed.</param>
/// <param name="Pearson">Pearson's coefficient; null where a series is constant or too short.</param>
/// <param name="Spearman">Spearman's; null where Pearson's is.</param>
internal sealed record MeasureCorrelation<T>(
    int? Layer,
    int? Class,
    string Measure,
    string Variant,
    AccuracyKind Against,
    CorrelationSpan Over,
    int Snapshots,
    T Pearson,
    T Spearman);
