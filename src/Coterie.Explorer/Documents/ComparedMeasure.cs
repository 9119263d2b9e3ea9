namespace Coterie.Explorer.Documents;

/// <summary>A measure by its names.</summary>
/// <param name="Measure">Its family.</param>
/// <param name="Variant">Its form.</param>
internal sealed record ComparedMeasure(string Measure, string Variant);
