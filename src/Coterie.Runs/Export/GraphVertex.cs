using Coterie.Layout;

namespace Coterie.Runs.Export;

/// <summary>A vertex of a pattern graph: a neuron that represents a class.</summary>
/// <param name="Neuron">The neuron.</param>
/// <param name="Class">The class in which its mean activation is largest, the lowest of several.</param>
/// <param name="Classes">The classes that it represents, ascending.</param>
/// <param name="Communities">Its community by method, such as <c>louvain</c>.</param>
internal sealed record GraphVertex(int Neuron, int Class, IReadOnlyList<int> Classes, IReadOnlyDictionary<string, int> Communities)
{
    /// <summary>
    /// The name that its Louvain community keeps over the snapshots of the run, as <c>coterie show</c> gives it; null for a neuron alone.
    /// </summary>
    public string? Community { get; init; }

    /// <summary>Where to draw it; null where the run has no tables to tell.</summary>
    public Position? Position { get; init; }
}
