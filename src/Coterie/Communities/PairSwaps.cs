using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// The passes of Kernighan and Lin. A pass swaps the best remaining pair of vertices again and again, whether that gains or loses, until
/// every vertex has been swapped once. It keeps the swaps up to the point where their total gain was highest. Allowing losses on the way
/// can lead out of a local optimum.
/// </summary>
/// <remarks>
/// <c>D_v</c> is the weight from v to the other half minus the weight to its own half; swapping a and b lowers the cut by <c>D_a + D_b − 2
/// w_ab</c>. Weights are positive, so a vertex can only be in a better pair than the best one so far if its D plus the highest D of the
/// other half exceeds that gain, and few vertices do. The two subclasses differ in how they keep D and the weights.
/// </remarks>
internal abstract class PairSwaps
{
    /// <summary>The smallest gain that is kept, as a share of the total weight; it exceeds the rounding errors of D.</summary>
    private const double Tolerance = 1e-12;

    private readonly double leastGain;
    private readonly (int A, int B)[] swaps;
    private readonly Candidates lefts;
    private readonly Candidates rights;

    /// <summary>Prepares passes over a graph.</summary>
    /// <param name="graph">
    /// The graph; if its number of vertices is odd, the halves have one more vertex together, which has no edges.
    /// </param>
    protected PairSwaps(WeightedGraph graph)
    {
        Half = (graph.VertexCount + 1) / 2;
        leastGain = Tolerance * graph.TotalWeight;
        swaps = new (int, int)[Half];
        lefts = new Candidates(Half);
        rights = new Candidates(Half);
    }

    /// <summary>How many vertices each half has.</summary>
    protected int Half { get; }

    /// <summary>Prepares passes over a graph, with the subclass that is faster for it.</summary>
    /// <param name="graph">The graph.</param>
    public static PairSwaps Over(WeightedGraph graph)
    {
        return DensePairSwaps.Suits(graph) ? new DensePairSwaps(graph) : new SparsePairSwaps(graph);
    }

    /// <summary>Makes one pass.</summary>
    /// <param name="order">Every vertex once; it may decide between pairs with the same gain.</param>
    /// <param name="onRight">Which half each vertex is in, as many in one as in the other; receives the better halves.</param>
    /// <returns>Whether the weight between the halves fell; if not, nothing changed and no swap of one pair lowers it.</returns>
    public bool Pass(ReadOnlySpan<int> order, bool[] onRight)
    {
        Begin(order, onRight);
        double gain = 0;
        double best = leastGain;
        int kept = 0;
        for (int step = 0; step < Half; step++)
        {
            (int a, int b, double pairGain) = BestPair();
            swaps[step] = (a, b);
            gain += pairGain;
            if (gain > best) (best, kept) = (gain, step + 1);
            Swap(a, b);
        }
        foreach ((int a, int b) in swaps.AsSpan(0, kept)) (onRight[a], onRight[b]) = (true, false);
        return kept > 0;
    }

    /// <summary>Computes D of every vertex.</summary>
    protected abstract void Begin(ReadOnlySpan<int> order, bool[] onRight);

    /// <summary>The left vertex of the highest D among those not swapped yet.</summary>
    protected abstract (int Vertex, double Outward) TopLeft();

    /// <summary>The right vertex of the highest D among those not swapped yet.</summary>
    protected abstract (int Vertex, double Outward) TopRight();

    /// <summary>Gathers the left vertices not swapped yet whose D is above a bound, highest first.</summary>
    protected abstract void LeftAbove(double bound, Candidates found);

    /// <summary>Gathers the right vertices not swapped yet whose D is above a bound, highest first.</summary>
    protected abstract void RightAbove(double bound, Candidates found);

    /// <summary>Twice the weight between two vertices.</summary>
    protected abstract double Twice(int a, int b);

    /// <summary>Twice the weights from a vertex to every other; valid until the next call.</summary>
    protected abstract ReadOnlySpan<double> TwiceFrom(int vertex);

    /// <summary>Removes two vertices and updates D of the others for their swap.</summary>
    /// <param name="a">The one that leaves the left half.</param>
    /// <param name="b">The one that leaves the right half.</param>
    protected abstract void Swap(int a, int b);

    private (int A, int B, double Gain) BestPair()
    {
        (int a, double maxLeft) = TopLeft();
        (int b, double maxRight) = TopRight();
        double between = Twice(a, b);
        double best = maxLeft + maxRight - between;
        if (between == 0) return (a, b, best);

        LeftAbove(best - maxRight, lefts);
        RightAbove(best - maxLeft, rights);
        for (int i = 0; i < lefts.Count && lefts.Keys[i] + maxRight > best; i++)
        {
            ReadOnlySpan<double> twice = TwiceFrom(lefts.Vertices[i]);
            for (int j = 0; j < rights.Count && lefts.Keys[i] + rights.Keys[j] > best; j++)
            {
                double gain = lefts.Keys[i] + rights.Keys[j] - twice[rights.Vertices[j]];
                if (gain > best) (a, b, best) = (lefts.Vertices[i], rights.Vertices[j], gain);
            }
        }
        return (a, b, best);
    }
}
