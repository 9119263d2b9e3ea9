using System.Runtime.InteropServices;

namespace Coterie.Graphs;

/// <summary>An undirected weighted edge between two vertices.</summary>
/// <param name="Source">One end.</param>
/// <param name="Target">The other end.</param>
/// <param name="Weight">Its weight, positive and finite.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Edge(int Source, int Target, double Weight);
