using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>Kernighan–Lin bisection: two halves of equal size with little weight between them.</summary>
/// <remarks>Kernighan and Lin, Bell Syst. Tech. J. 49, 291 (1970). It is KLB in Mostafa and Mondal (arXiv:2106.04693).</remarks>
public static class KernighanLinBisection
{
    /// <summary>
    /// Improves random halves by passes of pair swaps until a pass gains nothing, and keeps the start whose halves have the
    /// highest weighted <see cref="Modularity.Newman"/>; the first of equals. Cost: O(E log V) for each pass when few pairs
    /// compete for the best, as they do unless most vertices look alike, O(V³) when all do; memory O(V).
    /// </summary>
    /// <remarks>
    /// No swap of a single pair in the result lowers the weight between the halves. An odd vertex count is made even by a
    /// vertex without edges, as Kernighan and Lin propose, so which half is larger is part of the search. Self-loops are
    /// never cut. Without edges the halves are those of the first start; of a single vertex one half is empty, hence one
    /// community; a graph without vertices has none. A disconnected graph is halved all the same.
    /// </remarks>
    /// <param name="graph">The graph.</param>
    /// <param name="seed">Gives the starts; the same seed gives the same halves.</param>
    /// <param name="starts">How many starts, 1 or more.</param>
    /// <returns>Two communities whose sizes differ by at most 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="starts"/> is less than 1.</exception>
    public static Partition Find(WeightedGraph graph, int seed, int starts = 10)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        int n = graph.VertexCount;
        int even = n + (n & 1);
        Random random = new(seed);
        PairSwaps swaps = PairSwaps.Over(graph);
        int[] order = Labels.Singletons(even);
        bool[] right = new bool[even];
        int[] labels = new int[n];
        Partition? best = null;
        double bestModularity = double.NegativeInfinity;
        for (int start = 0; start < starts; start++)
        {
            random.Shuffle(order);
            for (int k = 0; k < even; k++) right[order[k]] = k >= even / 2;
            while (swaps.Pass(order, right)) { }

            for (int v = 0; v < n; v++) labels[v] = right[v] ? 1 : 0;
            Partition halves = new(labels);
            double modularity = Modularity.Newman(graph, halves) ?? 0;
            if (modularity > bestModularity) (best, bestModularity) = (halves, modularity);
        }
        return best!;
    }
}
