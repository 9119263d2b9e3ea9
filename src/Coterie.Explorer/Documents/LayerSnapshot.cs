namespace Coterie.Explorer.Documents;

/// <summary>A layer at a snapshot: its pattern graph and its neurons.</summary>
internal sealed record LayerSnapshot
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;

    /// <summary>The neurons of the pattern graph, ascending: the graph's vertices.</summary>
    public required IReadOnlyList<int> Neurons { get; init; }

    /// <summary>The horizontal place of each vertex.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>The vertical place of each vertex.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>The edges.</summary>
    public required EdgeLists Edges { get; init; }

    /// <summary>By method: for each vertex the index of its community, from the largest; -1 where it is alone.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<int>> Communities { get; init; }

    /// <summary>For each class its representatives, from the highest mean.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Representatives { get; init; }

    /// <summary>Classes × classes: neurons that represent both (Table 2).</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Intersections { get; init; }

    /// <summary>Classes × classes: neurons that represent both and no other class.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Overlap { get; init; }

    /// <summary>Neurons that are zero on every sample, ascending.</summary>
    public required IReadOnlyList<int> Dead { get; init; }

    /// <summary>Classes × neurons of the layer: mean activation over the samples of the class.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Means { get; init; }

    /// <summary>By column: a value for each neuron of the layer, null where it does not exist.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Measures { get; init; }
}
