using Coterie.Activations;
using Coterie.Graphs;

namespace Coterie.Patterns;

/// <summary>
/// The activation pattern graph of a layer (Eq. 6 of Mostafa and Mondal, arXiv:2106.04693): its vertices are the neurons
/// that represent any class, ascending. The weight of an edge is the sum, over the classes that both its neurons represent,
/// of the share of the class's samples on which both exceed their class means.
/// </summary>
public sealed class ActivationPatternGraph
{
    private readonly int[] neurons;

    private ActivationPatternGraph(int[] neurons, WeightedGraph graph, Representatives representatives, Partition classes)
    {
        this.neurons = neurons;
        Graph = graph;
        Unweighted = graph.Unweighted();
        Representatives = representatives;
        IEnumerable<int> classNumbers = Enumerable.Range(0, representatives.Classes);
        Cover = new Cover(neurons.Length, [.. classNumbers.Select(i => Vertices(neurons, representatives[i]))]);
        ClassPartition = classes;
    }

    /// <summary>The neuron of each vertex, ascending.</summary>
    public ReadOnlySpan<int> Neurons => neurons;

    /// <summary>The weighted graph over the vertices.</summary>
    public WeightedGraph Graph { get; }

    /// <summary>The same edges, each with weight 1.</summary>
    public WeightedGraph Unweighted { get; }

    /// <summary>The neurons that represent each class.</summary>
    public Representatives Representatives { get; }

    /// <summary>The representatives of each class as vertices: communities that overlap.</summary>
    public Cover Cover { get; }

    /// <summary>Each vertex in one class, the one it represents with the largest mean; ties to the lower class.</summary>
    public Partition ClassPartition { get; }

    /// <summary>Combines the classes' co-activation counts into one graph.</summary>
    internal static ActivationPatternGraph Build(
        ClassTable means, ReadOnlySpan<long> samples, Representatives representatives, CoactivationCounts coactivations)
    {
        int[] neurons = representatives.Union();
        int[] strongest = new int[neurons.Length];
        double[] strength = new double[neurons.Length];
        int[][] classes = [.. Enumerable.Range(0, representatives.Classes).Select(i => Vertices(neurons, representatives[i]))];
        for (int i = 0; i < classes.Length; i++)
        {
            foreach (int v in classes[i])
            {
                double mean = means[i, neurons[v]];
                if (mean > strength[v]) (strongest[v], strength[v]) = (i, mean);
            }
        }
        WeightedGraph graph = new(PatternRows.Of(neurons.Length, classes, samples, coactivations));
        return new ActivationPatternGraph(neurons, graph, representatives, new Partition(strongest));
    }

    /// <summary>The same neurons and representatives with other edges.</summary>
    /// <param name="graph">A graph over the same vertices.</param>
    internal ActivationPatternGraph With(WeightedGraph graph)
    {
        return new ActivationPatternGraph(neurons, graph, Representatives, ClassPartition);
    }

    private static int[] Vertices(int[] neurons, ReadOnlySpan<int> members)
    {
        int[] vertices = new int[members.Length];
        for (int k = 0; k < vertices.Length; k++) vertices[k] = Array.BinarySearch(neurons, members[k]);
        return vertices;
    }
}
