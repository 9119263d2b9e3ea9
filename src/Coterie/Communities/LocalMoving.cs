using System.Runtime.InteropServices;
using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>
/// Moves one vertex at a time to the neighbouring community, or out on its own, where quality gains most. A queue holds the vertices to
/// visit. When a vertex moves, only its neighbours outside its new community can gain by moving again, so only they are queued again (the
/// fast local moving of Traag, Waltman and van Eck, 2019).
/// </summary>
/// <param name="vertexCount">The most vertices any level has; one instance serves every level.</param>
/// <param name="random">Decides the order of the first visits.</param>
internal sealed class LocalMoving(int vertexCount, Random random)
{
    // The smallest gain that justifies a move, as a share of the vertex's strength. It exceeds the rounding errors of community sizes, so
    // that every move is a true gain and the search ends.
    private const double Tolerance = 1e-10;

    private readonly int[] queue = new int[vertexCount];
    private readonly bool[] queued = new bool[vertexCount];
    private readonly Community[] communities = new Community[vertexCount];
    private readonly int[] empty = new int[vertexCount];
    private readonly int[] touched = new int[vertexCount];

    /// <summary>
    /// Visits every vertex at least once and moves it if that gains. Cost: O(V + E) for each pass over the vertices; in practice a few.
    /// </summary>
    /// <param name="level">The graph.</param>
    /// <param name="labels">The communities to start from, numbers in <c>0..vertices-1</c>; receives the better ones.</param>
    /// <returns>
    /// By how much <c>Σ_c [w_c − ρ/2 · S_c²]</c> rose. If it is 0, nothing moved, and no move of a single vertex raises quality; otherwise
    /// a vertex that was visited early may gain by moving again, because the sizes have changed since.
    /// </returns>
    public double Improve(Level level, Span<int> labels)
    {
        WeightedGraph graph = level.Graph;
        ReadOnlySpan<double> sizes = level.Sizes;
        int n = graph.VertexCount;
        int emptyCount = Begin(sizes, labels);
        double gain = 0;
        int head = 0;
        int tail = 0;
        for (int waiting = n; waiting > 0; waiting--)
        {
            int v = queue[head];
            if (++head == n) head = 0;
            queued[v] = false;
            int own = labels[v];
            double size = sizes[v];
            double cost = level.Penalty * size;
            int touchedCount = Gather(graph, labels, v);
            int target = own;
            double best = double.NegativeInfinity;
            double ownLink = 0;
            foreach (int label in touched.AsSpan(0, touchedCount))
            {
                ref Community community = ref communities[label];
                double link = community.Link;
                community.Link = 0;
                double value = link - cost * community.Size;
                if (label == own) ownLink = link;
                else if (value > best) (best, target) = (value, label);
            }
            double stay = ownLink - cost * (communities[own].Size - size) + Tolerance * graph.Strengths[v];
            if (best < 0 && communities[own].Count > 1) (best, target) = (0, empty[emptyCount - 1]);
            if (!(best > stay)) continue;

            gain += best - stay;
            communities[own].Size -= size;
            communities[target].Size += size;
            if (communities[target].Count++ == 0) emptyCount--;
            if (--communities[own].Count == 0)
            {
                communities[own].Size = 0;
                empty[emptyCount++] = own;
            }
            labels[v] = target;
            foreach (int u in graph.Neighbours(v))
            {
                if (queued[u] || labels[u] == target) continue;
                queued[u] = true;
                queue[tail] = u;
                if (++tail == n) tail = 0;
                waiting++;
            }
        }
        return gain;
    }

    // Adds up the weight from a vertex to each community, and lists the communities.
    private int Gather(WeightedGraph graph, ReadOnlySpan<int> labels, int vertex)
    {
        ReadOnlySpan<int> neighbours = graph.Neighbours(vertex);
        ReadOnlySpan<double> weights = graph.Weights(vertex);
        int count = 0;
        for (int k = 0; k < neighbours.Length; k++)
        {
            if (neighbours[k] == vertex) continue;
            int label = labels[neighbours[k]];
            ref double link = ref communities[label].Link;
            if (link == 0) touched[count++] = label;
            link += weights[k];
        }
        return count;
    }

    // Queues every vertex, and returns how many labels no vertex has.
    private int Begin(ReadOnlySpan<double> sizes, ReadOnlySpan<int> labels)
    {
        int n = labels.Length;
        Array.Clear(communities, 0, n);
        for (int v = 0; v < n; v++)
        {
            communities[labels[v]].Size += sizes[v];
            communities[labels[v]].Count++;
            queue[v] = v;
            queued[v] = true;
        }
        random.Shuffle(queue.AsSpan(0, n));
        int emptyCount = 0;
        for (int c = 0; c < n; c++)
        {
            if (communities[c].Count == 0) empty[emptyCount++] = c;
        }
        return emptyCount;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Community
    {
        /// <summary>The weight from the vertex being visited; 0 between visits.</summary>
        public double Link;

        /// <summary>The sum of its vertices' sizes.</summary>
        public double Size;

        /// <summary>How many vertices of the level it has.</summary>
        public int Count;
    }
}
