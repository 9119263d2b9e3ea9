using Coterie.Graphs;
using Coterie.Layout;

namespace Coterie.Runs.Folder;

/// <summary>Where each neuron of a run was last drawn, by layer: what the layout of the next snapshot starts from.</summary>
internal sealed class LastPositions
{
    private readonly Dictionary<string, Dictionary<int, Position>> layers = new(StringComparer.Ordinal);

    /// <summary>Places the neurons of a layer's next snapshot.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="graph">Its pattern graph.</param>
    /// <param name="neurons">The neuron of each vertex.</param>
    /// <param name="seed">The run's seed.</param>
    public IReadOnlyList<Position> Place(string layer, WeightedGraph graph, ReadOnlySpan<int> neurons, int seed)
    {
        return SnapshotLayout.Place(graph, neurons, Of(layer), seed);
    }

    /// <summary>Takes the places of a snapshot that is finished.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="neurons">The neurons.</param>
    /// <param name="positions">The place of each.</param>
    public void Keep(string layer, IEnumerable<int> neurons, IEnumerable<Position> positions)
    {
        Dictionary<int, Position> known = Of(layer);
        foreach ((int neuron, Position position) in neurons.Zip(positions)) known[neuron] = position;
    }

    private Dictionary<int, Position> Of(string layer)
    {
        if (!layers.TryGetValue(layer, out Dictionary<int, Position>? known)) layers.Add(layer, known = []);
        return known;
    }
}
