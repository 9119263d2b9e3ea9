using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// <see cref="PairSwaps"/> that goes along the edges, for graphs of any size. A tree of the values D gives the highest of each half
/// directly. Of vertices with the same D it takes the first in the order.
/// </summary>
internal sealed class SparsePairSwaps : PairSwaps
{
    private readonly WeightedGraph graph;
    private readonly TwoSides outward;
    // 1 on the left, -1 on the right: the product of two says whether an edge is cut.
    private readonly double[] signs;
    private readonly double[] twice;
    private int scattered = -1;

    /// <inheritdoc/>
    public SparsePairSwaps(WeightedGraph graph)
        : base(graph)
    {
        this.graph = graph;
        outward = new TwoSides(Half);
        signs = new double[2 * Half];
        twice = new double[2 * Half];
    }

    /// <inheritdoc/>
    protected override void Begin(ReadOnlySpan<int> order, bool[] onRight)
    {
        for (int v = 0; v < onRight.Length; v++) signs[v] = onRight[v] ? -1 : 1;
        outward.Begin(order, onRight);
        for (int v = 0; v < graph.VertexCount; v++)
        {
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<double> weights = graph.Weights(v)[..neighbours.Length];
            double same = 0;
            for (int k = 0; k < neighbours.Length; k++)
            {
                if (neighbours[k] != v) same += signs[neighbours[k]] * weights[k];
            }
            outward[v] = -signs[v] * same;
        }
        outward.Rebuild();
    }

    /// <inheritdoc/>
    protected override (int Vertex, double Outward) TopLeft()
    {
        int top = outward.TopLeft();
        return (top, outward[top]);
    }

    /// <inheritdoc/>
    protected override (int Vertex, double Outward) TopRight()
    {
        int top = outward.TopRight();
        return (top, outward[top]);
    }

    /// <inheritdoc/>
    protected override void LeftAbove(double bound, Candidates found) => outward.LeftAbove(bound, found);

    /// <inheritdoc/>
    protected override void RightAbove(double bound, Candidates found) => outward.RightAbove(bound, found);

    /// <inheritdoc/>
    protected override double Twice(int a, int b)
    {
        return a < graph.VertexCount && b < graph.VertexCount ? 2 * graph.Weight(a, b) : 0;
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<double> TwiceFrom(int vertex)
    {
        foreach (int u in Neighbours(scattered)) twice[u] = 0;
        scattered = vertex;
        ReadOnlySpan<int> neighbours = Neighbours(vertex);
        if (neighbours.IsEmpty) return twice;
        ReadOnlySpan<double> weights = graph.Weights(vertex)[..neighbours.Length];
        for (int k = 0; k < neighbours.Length; k++) twice[neighbours[k]] = 2 * weights[k];
        return twice;
    }

    /// <inheritdoc/>
    protected override void Swap(int a, int b)
    {
        outward.Remove(a);
        outward.Remove(b);
        // Rebuilding the tree once is cheaper than raising many changes one by one.
        bool together = Neighbours(a).Length + Neighbours(b).Length > Half / 4;
        Shift(a, together);
        Shift(b, together);
        if (together) outward.Rebuild();
    }

    // When a vertex has changed halves, its edges into the old half are cut, and those into the new half are not.
    private void Shift(int vertex, bool together)
    {
        ReadOnlySpan<int> neighbours = Neighbours(vertex);
        if (neighbours.IsEmpty) return;
        ReadOnlySpan<double> weights = graph.Weights(vertex)[..neighbours.Length];
        double change = 2 * signs[vertex];
        for (int k = 0; k < neighbours.Length; k++)
        {
            outward[neighbours[k]] += change * signs[neighbours[k]] * weights[k];
            if (!together) outward.Raise(neighbours[k]);
        }
    }

    private ReadOnlySpan<int> Neighbours(int vertex)
    {
        return (uint)vertex < (uint)graph.VertexCount ? graph.Neighbours(vertex) : [];
    }
}
