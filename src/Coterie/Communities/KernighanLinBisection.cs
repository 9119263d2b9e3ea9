using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>Kernighan–Lin bisection: two halves of equal size with little weight between them.</summary>
/// <remarks>
/// <para>Kernighan and Lin, Bell Syst. Tech. J. 49, 291 (1970). It is KLB in Mostafa and Mondal (arXiv:2106.04693).</para>
/// <para>
/// No swap of a single pair in the result lowers the weight between the halves. An odd number of vertices is made even by a vertex without
/// edges, as Kernighan and Lin propose, so which half is larger is part of the search. Self-loops are never cut. Without edges the halves
/// are random; a single vertex is one community, because the other half is empty; a graph without vertices has none. A disconnected graph
/// is halved too.
/// </para>
/// </remarks>
public sealed class KernighanLinBisection : ICommunityMethod
{
    /// <inheritdoc/>
    public string Name => "klb";

    /// <inheritdoc/>
    public string Title => "Kernighan–Lin";

    /// <inheritdoc/>
    public string Description => "two halves of equal size with little weight between them (Kernighan and Lin 1970)";

    /// <summary>
    /// Modularity at γ = 1 for any resolution of the analysis, as in the paper, because the number of communities is fixed.
    /// </summary>
    /// <inheritdoc/>
    public IQualityFunction Quality(double gamma) => new Modularity();

    /// <summary>
    /// 100: a bisection is found in a fraction of a millisecond, and the best of ten differed by 20 % between two seeds on the pattern
    /// graph of 200 tanh units.
    /// </summary>
    /// <inheritdoc/>
    public int MostStarts => 100;

    /// <summary>
    /// Improves random halves by passes of pair swaps until a pass gains nothing. Cost: O(E log V) for each pass when few pairs compete for
    /// the best, as they do unless most vertices look alike, O(V³) when all do; memory O(V), or O(V²) for small dense graphs.
    /// </summary>
    /// <inheritdoc/>
    public IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int n = graph.VertexCount;
        int even = n + (n & 1);
        Random random = new(seed);
        PairSwaps swaps = PairSwaps.Over(graph);
        int[] order = Labels.Singletons(even);
        bool[] right = new bool[even];
        int[] labels = new int[n];
        while (true)
        {
            random.Shuffle(order);
            for (int k = 0; k < even; k++) right[order[k]] = k >= even / 2;
            while (swaps.Pass(order, right)) { }

            for (int v = 0; v < n; v++) labels[v] = right[v] ? 1 : 0;
            yield return new Partition(labels);
        }
    }
}
