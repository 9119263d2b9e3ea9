namespace Coterie.Communities;

/// <summary>
/// A number for each vertex of two halves, and the highest number of each half: a binary tree whose leaves are the vertices and whose other
/// nodes hold the higher number of their two children. The root's children are the two halves.
/// </summary>
/// <remarks>
/// A change moves up only as far as it matters, rarely more than a step or two. The number of a removed vertex is −∞, which no later change
/// affects.
/// </remarks>
internal sealed class TwoSides
{
    private const int Left = 2;
    private const int Right = 3;

    private readonly int firstLeaf;
    private readonly double[] tree;
    private readonly int[] leaves;
    private readonly int[] vertices;
    private readonly int[] stack = new int[64];

    /// <summary>Allocates the tree.</summary>
    /// <param name="half">How many vertices each half has.</param>
    public TwoSides(int half)
    {
        int width = 1;
        while (width < half) width *= 2;
        firstLeaf = 2 * width;
        tree = new double[2 * firstLeaf];
        Array.Fill(tree, double.NegativeInfinity);
        leaves = new int[2 * half];
        vertices = new int[2 * firstLeaf];
    }

    /// <summary>The number of a vertex; after a change, <see cref="Raise"/> or <see cref="Rebuild"/> must follow.</summary>
    public ref double this[int vertex] => ref tree[leaves[vertex]];

    /// <summary>
    /// Takes the halves and sets every number to 0; of equal numbers, that of the vertex first in the order counts as the highest.
    /// </summary>
    public void Begin(ReadOnlySpan<int> order, bool[] onRight)
    {
        int left = firstLeaf;
        int right = firstLeaf + firstLeaf / 2;
        foreach (int v in order)
        {
            int leaf = onRight[v] ? right++ : left++;
            leaves[v] = leaf;
            vertices[leaf] = v;
            tree[leaf] = 0;
        }
    }

    /// <summary>Carries every change up. Cost: O(V).</summary>
    public void Rebuild()
    {
        for (int node = firstLeaf - 1; node >= Left; node--) tree[node] = Higher(tree[2 * node], tree[2 * node + 1]);
    }

    /// <summary>Carries the change of one vertex up. Cost: O(log V) at most.</summary>
    public void Raise(int vertex)
    {
        for (int node = leaves[vertex] / 2; node >= Left; node /= 2)
        {
            double higher = Higher(tree[2 * node], tree[2 * node + 1]);
            if (tree[node] == higher) return;
            tree[node] = higher;
        }
    }

    /// <summary>Takes a vertex out.</summary>
    public void Remove(int vertex)
    {
        this[vertex] = double.NegativeInfinity;
        Raise(vertex);
    }

    /// <summary>The vertex with the highest number in the left half.</summary>
    public int TopLeft() => Top(Left);

    /// <summary>The vertex with the highest number in the right half.</summary>
    public int TopRight() => Top(Right);

    /// <summary>Gathers the left half's vertices above a bound, highest first.</summary>
    public void LeftAbove(double bound, Candidates found) => Above(Left, bound, found);

    /// <summary>Gathers the right half's vertices above a bound, highest first.</summary>
    public void RightAbove(double bound, Candidates found) => Above(Right, bound, found);

    private int Top(int node)
    {
        while (node < firstLeaf) node = tree[2 * node] == tree[node] ? 2 * node : 2 * node + 1;
        return vertices[node];
    }

    private void Above(int side, double bound, Candidates found)
    {
        found.Clear();
        int depth = 0;
        stack[depth++] = side;
        while (depth > 0)
        {
            int node = stack[--depth];
            if (!(tree[node] > bound)) continue;
            if (node >= firstLeaf)
            {
                found.Add(vertices[node], tree[node]);
                continue;
            }
            stack[depth++] = 2 * node + 1;
            stack[depth++] = 2 * node;
        }
        found.Sort();
    }

    // Math.Max also orders NaN and signed zeros, which costs several times as much.
    private static double Higher(double a, double b) => a > b ? a : b;
}
