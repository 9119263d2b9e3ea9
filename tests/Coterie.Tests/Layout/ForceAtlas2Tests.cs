using Coterie.Graphs;
using Coterie.Layout;

namespace Coterie.Tests.Layout;

public class ForceAtlas2Tests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(60, 150)]
    [InlineData(333, 2000)]
    public void It_is_the_papers_formulas(int vertices, int edges)
    {
        WeightedGraph graph = PlantedGraph.Of(vertices, edges, groups: 3, seed: 1);
        ForceAtlas2 layout = new(graph, seed: 1);
        (double X, double Y)[] places = new (double, double)[vertices];
        ForceAtlas2Definition definition = new(graph, places);
        for (int iteration = 0; iteration < 50; iteration++)
        {
            // Each iteration starts from the result of the last, because rounding errors of single precision would grow.
            for (int v = 0; v < vertices; v++) places[v] = (layout.X[v], layout.Y[v]);
            definition.Iterate();
            layout.Iterate(1);
            double near = 1e-4 * places.Max(place => Math.Abs(place.X) + Math.Abs(place.Y));
            for (int v = 0; v < vertices; v++)
            {
                Assert.Equal(places[v].X, layout.X[v], near);
                Assert.Equal(places[v].Y, layout.Y[v], near);
            }
        }
    }

    [Fact]
    public void Two_joined_vertices_come_to_rest_where_the_forces_cancel()
    {
        // d + 2 = 2 · 2² / d: attraction by a weight of 1 and gravity by a mass of 2 against repulsion.
        ForceAtlas2 layout = new(WeightedGraph.FromEdges(2, [new(0, 1, 7)]), seed: 1);
        layout.Iterate(2000);
        Assert.Equal(2, Distance(layout, 0, 1), 0.01);
    }

    [Fact]
    public void Communities_lie_together()
    {
        const int vertices = 300;
        const int groupCount = 5;
        ForceAtlas2 layout = new(PlantedGraph.Of(vertices, 8 * vertices, groupCount, seed: 2), seed: 3);
        layout.Iterate(200);
        double inside = 0, between = 0;
        int insiders = 0, others = 0;
        for (int u = 0; u < vertices; u += 3)
        {
            for (int v = u + 1; v < vertices; v += 7)
            {
                if (u % groupCount == v % groupCount) (inside, insiders) = (inside + Distance(layout, u, v), insiders + 1);
                else (between, others) = (between + Distance(layout, u, v), others + 1);
            }
        }
        Assert.True(inside / insiders < 0.6 * between / others, $"{inside / insiders} in a community, {between / others} between two");
    }

    [Fact]
    public void Places_are_the_same_in_any_unit_of_weight_and_depend_on_the_seed()
    {
        const int vertices = 100, edges = 600;
        WeightedGraph graph = PlantedGraph.Of(vertices, edges, groups: 4, seed: 5);
        Edge[] heavier = [.. graph.Edges().Select(edge => edge with { Weight = 1024 * edge.Weight })];
        WeightedGraph heavy = WeightedGraph.FromEdges(vertices, heavier);
        float[] expected = Places(graph, seed: 1);
        Assert.Equal(expected, Places(heavy, seed: 1));
        Assert.NotEqual(expected, Places(graph, seed: 2));
    }

    [Fact]
    public void Places_are_the_same_on_every_processor()
    {
        // Recorded with vectors of 256 bits.
        float[] places = Places(PlantedGraph.Of(37, 150, groups: 3, seed: 6), seed: 1);
        Assert.Equal(17991067315293568211, places.Aggregate(0UL, (hash, x) => hash * 31 + BitConverter.SingleToUInt32Bits(x)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(50, false)]
    [InlineData(50, true)]
    public void Vertices_without_edges_stay_within_bounds(int vertices, bool areLooped)
    {
        Edge[] loops = areLooped ? [.. Enumerable.Range(0, vertices).Select(v => new Edge(v, v, 1))] : [];
        ForceAtlas2 layout = new(WeightedGraph.FromEdges(vertices, loops), seed: 1);
        layout.Iterate(600);
        foreach (float place in (float[])[.. layout.X, .. layout.Y]) Assert.InRange(place, -1000, 1000);
    }

    [Fact]
    public void Weights_of_every_size_keep_it_finite()
    {
        // In each graph, a vertex, one that is joined to it, and one that is not, or only by a far smaller weight.
        (Edge[] Edges, int Vertex, int Near, int Far)[] graphs =
        [
            ([new(0, 1, 1e-300), new(1, 2, 1), new(2, 3, 1e300)], 2, 3, 0),
            ([new(0, 1, 1e-309)], 0, 1, 2),
            ([new(0, 1, 1e308), new(1, 2, 1e308), new(2, 3, 1e308)], 0, 1, 3),
            ([new(0, 1, 1e-10), new(0, 0, 1e30)], 0, 1, 2),
        ];
        foreach ((Edge[] edges, int vertex, int near, int far) in graphs)
        {
            ForceAtlas2 layout = new(WeightedGraph.FromEdges(4, edges), seed: 1);
            layout.Iterate(500);
            foreach (float place in (float[])[.. layout.X, .. layout.Y]) Assert.True(float.IsFinite(place));
            Assert.True(Distance(layout, vertex, near) < Distance(layout, vertex, far));
        }
    }

    [Fact]
    public void Given_places_are_where_it_starts()
    {
        WeightedGraph graph = PlantedGraph.Of(20, 60, groups: 2, seed: 1);
        ForceAtlas2 random = new(graph, seed: 1);
        ForceAtlas2 given = new(graph, random.X, random.Y);
        Assert.Equal(random.X, given.X);
        random.Iterate(10);
        given.Iterate(10);
        Assert.Equal([.. random.X, .. random.Y], (float[])[.. given.X, .. given.Y]);

        Assert.Throws<ArgumentException>(() => new ForceAtlas2(graph, new float[20], new float[19]));
        Assert.Throws<ArgumentException>(() => new ForceAtlas2(graph, new float[20], [.. new float[19], float.NaN]));
    }

    private static float[] Places(WeightedGraph graph, int seed)
    {
        ForceAtlas2 layout = new(graph, seed);
        layout.Iterate(30);
        return [.. layout.X, .. layout.Y];
    }

    private static double Distance(ForceAtlas2 layout, int u, int v)
    {
        return Math.Sqrt(Math.Pow(layout.X[u] - layout.X[v], 2) + Math.Pow(layout.Y[u] - layout.Y[v], 2));
    }
}
