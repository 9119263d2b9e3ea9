using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// The passes of Kernighan and Lin. A pass swaps the best pair again and again, gain or loss, each vertex once, and keeps the
/// swaps up to where their total gain was highest: losses on the way can lead out of a local optimum.
/// </summary>
/// <remarks>
/// <c>D_v</c> is the weight from v to the other half less the weight to its own; swapping a and b lowers the cut by
/// <c>D_a + D_b − 2 w_ab</c>. Weights are positive, so the pair of the highest D on both sides bounds every other: only
/// vertices whose D, with the highest of the other side, exceeds the best gain so far can be in a better pair, and they are few.
/// </remarks>
internal sealed class PairSwaps
{
    /// <summary>The least gain worth keeping, as a share of the total weight; above the rounding of D.</summary>
    private const double Tolerance = 1e-12;

    private readonly WeightedGraph graph;
    private readonly int half;
    private readonly TwoSides outward;
    // 1 on the left, -1 on the right: the product of two says whether an edge is cut.
    private readonly double[] signs;
    private readonly double[] row;
    private readonly (int A, int B)[] swaps;
    private readonly Candidates lefts;
    private readonly Candidates rights;

    /// <summary>Prepares passes over a graph.</summary>
    /// <param name="graph">The graph; if its vertex count is odd, the halves count one vertex more, which has no edges.</param>
    public PairSwaps(WeightedGraph graph)
    {
        this.graph = graph;
        half = (graph.VertexCount + 1) / 2;
        outward = new TwoSides(half);
        signs = new double[2 * half];
        row = new double[2 * half];
        swaps = new (int, int)[half];
        lefts = new Candidates(half);
        rights = new Candidates(half);
    }

    /// <summary>Makes one pass.</summary>
    /// <param name="order">Every vertex once; decides between pairs that gain the same.</param>
    /// <param name="onRight">Which half each vertex is in, as many in one as in the other; receives the better halves.</param>
    /// <returns>Whether the weight between the halves fell; if not, nothing changed and no swap of one pair lowers it.</returns>
    public bool Pass(ReadOnlySpan<int> order, bool[] onRight)
    {
        Begin(order, onRight);
        double gain = 0;
        double best = Tolerance * graph.TotalWeight;
        int kept = 0;
        for (int step = 0; step < half; step++)
        {
            (int a, int b, double pairGain) = BestPair();
            swaps[step] = (a, b);
            gain += pairGain;
            if (gain > best) (best, kept) = (gain, step + 1);
            Lock(a, b);
        }
        foreach ((int a, int b) in swaps.AsSpan(0, kept)) (onRight[a], onRight[b]) = (true, false);
        return kept > 0;
    }

    private void Begin(ReadOnlySpan<int> order, bool[] onRight)
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

    private (int A, int B, double Gain) BestPair()
    {
        (int a, int b) = (outward.TopLeft(), outward.TopRight());
        (double maxLeft, double maxRight) = (outward[a], outward[b]);
        double between = a < graph.VertexCount && b < graph.VertexCount ? graph.Weight(a, b) : 0;
        double best = maxLeft + maxRight - 2 * between;
        if (between == 0) return (a, b, best);

        outward.LeftAbove(best - maxRight, lefts);
        outward.RightAbove(best - maxLeft, rights);
        for (int i = 0; i < lefts.Count && lefts.Keys[i] + maxRight > best; i++)
        {
            Scatter(lefts.Vertices[i]);
            for (int j = 0; j < rights.Count && lefts.Keys[i] + rights.Keys[j] > best; j++)
            {
                double gain = lefts.Keys[i] + rights.Keys[j] - 2 * row[rights.Vertices[j]];
                if (gain > best) (a, b, best) = (lefts.Vertices[i], rights.Vertices[j], gain);
            }
            Clear(lefts.Vertices[i]);
        }
        return (a, b, best);
    }

    private ReadOnlySpan<int> Neighbours(int vertex)
    {
        return vertex < graph.VertexCount ? graph.Neighbours(vertex) : [];
    }

    private void Scatter(int vertex)
    {
        ReadOnlySpan<int> neighbours = Neighbours(vertex);
        if (neighbours.IsEmpty) return;
        ReadOnlySpan<double> weights = graph.Weights(vertex)[..neighbours.Length];
        for (int k = 0; k < neighbours.Length; k++) row[neighbours[k]] = weights[k];
    }

    private void Clear(int vertex)
    {
        foreach (int u in Neighbours(vertex)) row[u] = 0;
    }

    private void Lock(int a, int b)
    {
        outward.Remove(a);
        outward.Remove(b);
        // Many changes at once are cheaper carried up together than one by one.
        bool together = Neighbours(a).Length + Neighbours(b).Length > half / 4;
        Shift(a, together);
        Shift(b, together);
        if (together) outward.Rebuild();
    }

    // Once a vertex has crossed, edges into the half it left are cut, and those into the other are not.
    private void Shift(int vertex, bool together)
    {
        ReadOnlySpan<int> neighbours = Neighbours(vertex);
        if (neighbours.IsEmpty) return;
        ReadOnlySpan<double> weights = graph.Weights(vertex)[..neighbours.Length];
        double twice = 2 * signs[vertex];
        for (int k = 0; k < neighbours.Length; k++)
        {
            outward[neighbours[k]] += twice * signs[neighbours[k]] * weights[k];
            if (!together) outward.Raise(neighbours[k]);
        }
    }
}
