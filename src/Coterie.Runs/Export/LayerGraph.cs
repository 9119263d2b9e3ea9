using Coterie.Layout;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Export;

/// <summary>The pattern graph of a layer in a snapshot, as graph formats hold it.</summary>
/// <param name="Vertices">Its vertices, ascending: the neurons that represent a class.</param>
/// <param name="Edges">Its edges, each once, the lower neuron as the source.</param>
internal sealed record LayerGraph(IReadOnlyList<GraphVertex> Vertices, IReadOnlyList<EdgeRow> Edges)
{
    /// <summary>Reads the graph of a layer.</summary>
    /// <param name="run">The run.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="layer">The layer's name.</param>
    /// <exception cref="InputException">A file is missing or damaged, or an edge is of a neuron that represents no class.</exception>
    public static LayerGraph Of(ExportedRun run, Snapshot snapshot, string layer)
    {
        SnapshotEntry entry = run.EntryOf(snapshot);
        LayerStructure structure = snapshot.Layers.First(found => found.Name == layer);
        SortedDictionary<int, List<int>> classes = [];
        for (int i = 0; i < structure.Representatives.Count; i++)
        {
            foreach (int q in structure.Representatives[i])
            {
                if (!classes.TryGetValue(q, out List<int>? represented)) classes.Add(q, represented = []);
                represented.Add(i);
            }
        }
        Dictionary<int, Dictionary<string, int>> communities = classes.Keys.ToDictionary(
            q => q, _ => new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (CommunityStructure method in structure.Communities)
        {
            for (int c = 0; c < method.Neurons.Count; c++)
            {
                foreach (int q in method.Neurons[c]) communities.GetValueOrDefault(q)?.TryAdd(method.Method, c);
            }
        }
        Dictionary<int, NeuronRow> rows = run.Reader.ReadNeurons(entry)
            .Where(row => row.Layer == layer)
            .DistinctBy(row => row.Neuron)
            .ToDictionary(row => row.Neuron);
        EdgeRow[] edges = [.. run.Reader.ReadEdges(entry).Where(edge => edge.Layer == layer)];
        foreach (EdgeRow edge in edges)
        {
            int stray = classes.ContainsKey(edge.Source) ? edge.Target : edge.Source;
            if (classes.ContainsKey(stray)) continue;
            string file = Path.Combine(run.Reader.Path, RunFiles.Edges(snapshot.Number));
            throw new InputException($"{file}: found an edge of neuron {stray} in {layer}, which represents no class");
        }
        IReadOnlyDictionary<int, Position> positions = run.Positions.Of(entry, layer);
        LayerCommunities tracks = run.CommunitiesOf(layer);
        int index = run.IndexOf(snapshot);
        return new LayerGraph(
            [
                .. classes.Select(pair => VertexOf(pair.Key, pair.Value, communities[pair.Key], rows.GetValueOrDefault(pair.Key)) with
                {
                    Community = tracks.Of(index, pair.Key)?.Name,
                    Position = positions.TryGetValue(pair.Key, out Position position) ? position : null,
                }),
            ],
            edges);
    }

    private static GraphVertex VertexOf(int neuron, List<int> classes, IReadOnlyDictionary<string, int> communities, NeuronRow? row)
    {
        // A table without means leaves the first of the classes that the neuron represents.
        int strongest = row is { Means.Count: > 0 } ? Enumerable.Range(0, row.Means.Count).MaxBy(i => row.Means[i]) : classes[0];
        return new GraphVertex(neuron, strongest, classes, communities);
    }
}
