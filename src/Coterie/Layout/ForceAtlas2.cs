using Coterie.Graphs;

namespace Coterie.Layout;

/// <summary>
/// Places the vertices of a graph in the plane so that communities lie together: ForceAtlas2 (Jacomy, Venturini, Heymann and Bastian,
/// PLoS ONE 9(6), e98679, 2014). Vertices attract each other along edges by weight times distance, with weights relative to their mean;
/// they repel each other by their degrees over their distance, and are drawn to the origin, so that parts of the graph that no edge joins
/// do not drift away.
/// </summary>
/// <remarks>
/// Each iteration takes time in proportion to the square of the number of vertices; 500 take 0.2 ms. Positions depend only on the graph and
/// the seed, and are the same to the last bit on every processor.
/// </remarks>
public sealed class ForceAtlas2
{
    // The paper's k_r, k_g, tolerance τ, k_s and k_smax, with the values of Gephi, where it was made.
    private const float Scaling = 2;
    private const float Gravity = 1;
    private const float Tolerance = 1;
    private const float Speed = 0.1f;
    private const float MostSpeed = 10;

    // The global speed rises by half at most from one iteration to the next.
    private const float MostRise = 1.5f;

    // Without bounds, vertices that stand still would make it rise without end, and vertices that only swing would keep it at 0.
    private const float LeastGlobalSpeed = 1e-6f;
    private const float MostGlobalSpeed = 1e6f;

    private readonly WeightedGraph graph;

    // Where the weights of each vertex's edges begin, and the weights relative to their mean; a self-loop's is 0.
    private readonly int[] starts;
    private readonly float[] weights;

    private readonly float[] mass;
    private readonly float[] x;
    private readonly float[] y;

    // The forces of this iteration and of the one before, and how far they differ.
    private float[] forceX;
    private float[] forceY;
    private float[] beforeX;
    private float[] beforeY;
    private readonly float[] swing;
    private double globalSpeed = 1;

    /// <summary>Places the vertices at random in a square.</summary>
    /// <param name="graph">The graph; self-loops have no effect.</param>
    /// <param name="seed">The seed of the random places.</param>
    public ForceAtlas2(WeightedGraph graph, int seed)
        : this(graph)
    {
        Random random = new(seed);
        float side = MathF.Sqrt(graph.VertexCount);
        for (int v = 0; v < graph.VertexCount; v++)
        {
            (x[v], y[v]) = ((random.NextSingle() - 0.5f) * side, (random.NextSingle() - 0.5f) * side);
        }
    }

    /// <summary>Starts from given places, such as those of a similar graph.</summary>
    /// <param name="graph">The graph; self-loops have no effect.</param>
    /// <param name="x">The horizontal place of each vertex. Vertices in the very same place never part: nothing says which way.</param>
    /// <param name="y">The vertical place of each vertex.</param>
    /// <exception cref="ArgumentException">There are not as many places as vertices, or one is not finite.</exception>
    public ForceAtlas2(WeightedGraph graph, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        : this(graph)
    {
        Take(x, this.x, nameof(x));
        Take(y, this.y, nameof(y));
    }

    private ForceAtlas2(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        this.graph = graph;
        int vertices = graph.VertexCount, padded = Repulsion.Padded(vertices);
        (x, y, mass, swing) = (new float[padded], new float[padded], new float[padded], new float[padded]);
        (forceX, forceY, beforeX, beforeY) = (new float[padded], new float[padded], new float[padded], new float[padded]);
        for (int v = 0; v < vertices; v++) mass[v] = 1 + graph.Neighbours(v).Length - (graph.Weight(v, v) > 0 ? 1 : 0);
        (starts, weights) = Relative(graph);
    }

    /// <summary>The horizontal place of each vertex.</summary>
    public ReadOnlySpan<float> X => x.AsSpan(0, graph.VertexCount);

    /// <summary>The vertical place of each vertex.</summary>
    public ReadOnlySpan<float> Y => y.AsSpan(0, graph.VertexCount);

    /// <summary>Moves the vertices. Some hundred iterations show the communities; the layout never comes to a full rest.</summary>
    /// <param name="iterations">The number of iterations.</param>
    public void Iterate(int iterations)
    {
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            (forceX, beforeX) = (beforeX, forceX);
            (forceY, beforeY) = (beforeY, forceY);
            Repulsion.Find(graph.VertexCount, x, y, mass, forceX, forceY);
            AddAttraction();
            AdaptSpeed();
            Move();
        }
    }

    private void Take(ReadOnlySpan<float> given, float[] places, string name)
    {
        if (given.Length != graph.VertexCount)
        {
            throw new ArgumentException($"Found {given.Length} places of {graph.VertexCount} vertices.", name);
        }
        foreach (float place in given)
        {
            if (!float.IsFinite(place)) throw new ArgumentException($"Found a place of {place}, expected a finite number.", name);
        }
        given.CopyTo(places);
    }

    private void AddAttraction()
    {
        for (int v = 0; v < graph.VertexCount; v++)
        {
            float ownX = x[v], ownY = y[v], pullX = 0, pullY = 0;
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            ReadOnlySpan<float> weight = weights.AsSpan(starts[v], neighbours.Length);
            for (int k = 0; k < neighbours.Length; k++)
            {
                pullX += weight[k] * (x[neighbours[k]] - ownX);
                pullY += weight[k] * (y[neighbours[k]] - ownY);
            }
            float distance = MathF.Sqrt(ownX * ownX + ownY * ownY);
            float toOrigin = distance > 0 ? Gravity * mass[v] / distance : 0;
            forceX[v] = Scaling * mass[v] * forceX[v] + pullX - toOrigin * ownX;
            forceY[v] = Scaling * mass[v] * forceY[v] + pullY - toOrigin * ownY;
            swing[v] = Length(forceX[v] - beforeX[v], forceY[v] - beforeY[v]);
        }
    }

    // s(G) = τ tra(G) / swg(G): fast where forces keep their direction, slow where they swing to and fro (the paper's global speed).
    private void AdaptSpeed()
    {
        double swinging = 0, traction = 0;
        for (int v = 0; v < graph.VertexCount; v++)
        {
            swinging += mass[v] * swing[v];
            traction += mass[v] * Length(forceX[v] + beforeX[v], forceY[v] + beforeY[v]) / 2;
        }
        double most = MostRise * globalSpeed, wanted = swinging > 0 ? Tolerance * traction / swinging : most;
        globalSpeed = Math.Clamp(Math.Min(wanted, most), LeastGlobalSpeed, MostGlobalSpeed);
    }

    // s(n) = k_s s(G) / (1 + s(G) √swg(n)), and no step longer than k_smax.
    private void Move()
    {
        float global = (float)globalSpeed;
        for (int v = 0; v < graph.VertexCount; v++)
        {
            float speed = Speed * global / (1 + global * MathF.Sqrt(swing[v]));
            float force = Length(forceX[v], forceY[v]);
            if (speed * force > MostSpeed) speed = MostSpeed / force;
            x[v] += speed * forceX[v];
            y[v] += speed * forceY[v];
        }
    }

    // Divided by the largest weight first, since neither the sum of all weights nor one over it need be a finite number.
    private static (int[] Starts, float[] Weights) Relative(WeightedGraph graph)
    {
        IEnumerable<double> joining = graph.Edges().Where(edge => edge.Source != edge.Target).Select(edge => edge.Weight).DefaultIfEmpty(1);
        double largest = joining.Max();
        double mean = joining.Average(weight => weight / largest);
        int[] starts = new int[graph.VertexCount];
        float[] weights = new float[2L * graph.EdgeCount];
        int end = 0;
        for (int v = 0; v < starts.Length; v++)
        {
            starts[v] = end;
            ReadOnlySpan<int> neighbours = graph.Neighbours(v);
            for (int k = 0; k < neighbours.Length; k++, end++)
            {
                if (neighbours[k] != v) weights[end] = (float)(graph.Weights(v)[k] / largest / mean);
            }
        }
        return (starts, weights);
    }

    private static float Length(float x, float y)
    {
        return MathF.Sqrt(x * x + y * y);
    }
}
