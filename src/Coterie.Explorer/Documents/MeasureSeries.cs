namespace Coterie.Explorer.Documents;

/// <summary>A measure over the snapshots.</summary>
/// <param name="Layer">Index of the layer; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">The measure's family.</param>
/// <param name="Variant">Its form; empty where there is one only.</param>
/// <param name="Values">One for each snapshot, null where it does not exist.</param>
internal sealed record MeasureSeries(int? Layer, int? Class, string Measure, string Variant, IReadOnlyList<double?> Values);
