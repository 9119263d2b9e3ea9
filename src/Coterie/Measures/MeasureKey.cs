using System.Runtime.InteropServices;

namespace Coterie.Measures;

/// <summary>Identifies a value of a snapshot: values of different snapshots with the same key form a series.</summary>
/// <param name="Layer">The layer's name; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">The measure's family, such as <c>modularity</c>.</param>
/// <param name="Variant">Its form, such as <c>weightedOverlap</c>; empty where there is one only.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MeasureKey(string? Layer, int? Class, string Measure, string Variant)
{
    /// <summary>The measure and its variant, without layer and class.</summary>
    public string Name => Variant.Length == 0 ? Measure : $"{Measure} {Variant}";
}
