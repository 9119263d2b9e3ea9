using System.Runtime.InteropServices;
using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// Moves one vertex at a time to the neighbouring community, or out on its own, where modularity gains most. A queue holds
/// the vertices to look at; when one moves, only its neighbours outside its new community can have become restless, and
/// only they are queued again (the fast local moving of Traag, Waltman and van Eck, 2019).
/// </summary>
/// <param name="vertexCount">The most vertices any graph will have; one instance serves every level.</param>
/// <param name="penalty">γ / (2m) of the graph at the lowest level.</param>
/// <param name="random">Gives the order of the first look at each vertex.</param>
internal sealed class LocalMoving(int vertexCount, double penalty, Random random)
{
    /// <summary>
    /// The least gain worth a move, as a share of the vertex's strength. It stands above the rounding of the communities'
    /// totals, so that every move is a true gain and the search must end.
    /// </summary>
    private const double Tolerance = 1e-10;

    private readonly int[] queue = new int[vertexCount];
    private readonly byte[] queued = new byte[vertexCount];
    private readonly Community[] communities = new Community[vertexCount];
    private readonly int[] sizes = new int[vertexCount];
    private readonly int[] empty = new int[vertexCount];
    // One place more, for a label written before it is known to be new.
    private readonly int[] touched = new int[vertexCount + 1];

    /// <summary>
    /// Looks at every vertex at least once and moves it if that gains. Cost: O(V + E) for each look at all vertices, of which
    /// there are a few in practice.
    /// </summary>
    /// <param name="graph">A graph.</param>
    /// <param name="labels">The communities to start from, numbers in <c>0..vertices-1</c>; receives the better ones.</param>
    /// <returns>
    /// By how much modularity rose, times the graph's total weight. If it is 0, nothing moved, and no move of a single vertex
    /// raises modularity; if something did, one that was looked at early may want to move again, because the totals have
    /// changed behind it.
    /// </returns>
    public double Improve(WeightedGraph graph, Span<int> labels)
    {
        int n = graph.VertexCount;
        int emptyCount = Begin(graph, labels);
        ReadOnlySpan<double> strengths = graph.Strengths;
        double gain = 0;
        int head = 0;
        int tail = 0;
        for (int waiting = n; waiting > 0; waiting--)
        {
            int v = queue[head];
            if (++head == n) head = 0;
            queued[v] = 0;
            int own = labels[v];
            double strength = strengths[v];
            double cost = penalty * strength;
            int touchedCount = Gather(graph, labels, v);
            int target = own;
            double best = double.NegativeInfinity;
            double ownLink = 0;
            foreach (int label in touched.AsSpan(0, touchedCount))
            {
                ref Community community = ref communities[label];
                double link = community.Link;
                community.Link = 0;
                double value = link - cost * community.Total;
                if (label == own) ownLink = link;
                else if (value > best) (best, target) = (value, label);
            }
            double stay = ownLink - cost * (communities[own].Total - strength) + Tolerance * strength;
            if (best < 0 && sizes[own] > 1) (best, target) = (0, empty[emptyCount - 1]);
            if (!(best > stay)) continue;

            gain += best - stay;
            communities[own].Total -= strength;
            communities[target].Total += strength;
            if (sizes[target]++ == 0) emptyCount--;
            if (--sizes[own] == 0)
            {
                communities[own].Total = 0;
                empty[emptyCount++] = own;
            }
            labels[v] = target;
            foreach (int u in graph.Neighbours(v))
            {
                // The place behind the last one waiting is free: the vertex looked at is not waiting.
                queue[tail] = u;
                int restless = (queued[u] ^ 1) & (labels[u] != target ? 1 : 0);
                queued[u] |= (byte)restless;
                waiting += restless;
                tail += restless;
                if (tail == n) tail = 0;
            }
        }
        return gain;
    }

    // Whether an edge leads to a community already met is next to random, and so is a branch on it: the label is always
    // written, and counted only where it is new.
    private int Gather(WeightedGraph graph, ReadOnlySpan<int> labels, int vertex)
    {
        ReadOnlySpan<int> neighbours = graph.Neighbours(vertex);
        ReadOnlySpan<double> weights = graph.Weights(vertex)[..neighbours.Length];
        Span<Community> links = communities;
        Span<int> met = touched;
        int count = 0;
        for (int k = 0; k < neighbours.Length; k++)
        {
            if (neighbours[k] == vertex) continue;
            int label = labels[neighbours[k]];
            ref double link = ref links[label].Link;
            met[count] = label;
            count += BitConverter.DoubleToInt64Bits(link) == 0 ? 1 : 0;
            link += weights[k];
        }
        return count;
    }

    private int Begin(WeightedGraph graph, ReadOnlySpan<int> labels)
    {
        int n = labels.Length;
        Array.Clear(communities, 0, n);
        Array.Clear(sizes, 0, n);
        for (int v = 0; v < n; v++)
        {
            communities[labels[v]].Total += graph.Strengths[v];
            sizes[labels[v]]++;
            queue[v] = v;
        }
        Array.Fill(queued, (byte)1, 0, n);
        random.Shuffle(queue.AsSpan(0, n));
        int emptyCount = 0;
        for (int c = 0; c < n; c++)
        {
            if (sizes[c] == 0) empty[emptyCount++] = c;
        }
        return emptyCount;
    }

    // Side by side, since both are read at each edge.
    [StructLayout(LayoutKind.Auto)]
    private struct Community
    {
        /// <summary>The weight from the vertex looked at; 0 between looks.</summary>
        public double Link;

        /// <summary>The sum of its vertices' strengths.</summary>
        public double Total;
    }
}
