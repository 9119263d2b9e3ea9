using System.Runtime.InteropServices;

namespace Coterie.Runs.Results;

/// <summary>What a figure measures: the key by which figures of different snapshots form a series.</summary>
/// <param name="Layer">The layer's name; null for the whole model.</param>
/// <param name="Class">The class; null for all.</param>
/// <param name="Measure">Which measure.</param>
/// <param name="Variant">Which form of it; empty where there is one only.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Metric(string? Layer, int? Class, string Measure, string Variant);
