using Coterie.Graphs;
using Coterie.Quality;
using Coterie.Tests.Communities;
using CsCheck;

namespace Coterie.Tests.Quality;

public class ConductanceTests
{
    [Fact]
    public void Two_triangles_joined_by_an_edge()
    {
        WeightedGraph graph = WeightedGraph.FromEdges(
            6, [new(0, 1, 1), new(1, 2, 1), new(2, 0, 1), new(3, 4, 1), new(4, 5, 1), new(5, 3, 1), new(2, 3, 1)]);

        // Each triangle has volume 7, and weight 1 leaves it.
        Assert.Equal(1.0 / 7, Conductance.MeanOf(graph, new Cover(6, [[0, 1, 2], [3, 4, 5]]))!.Value, 1e-15);
        // A pair of the first triangle: volume 4, and the two edges to its third vertex leave it.
        Assert.Equal((1.0 / 7 + 2.0 / 4) / 2, Conductance.MeanOf(graph, new Cover(6, [[3, 4, 5], [0, 1]]))!.Value, 1e-15);
    }

    [Fact]
    public void It_equals_its_definition()
    {
        RandomGraphs.WithCover.Sample((graph, cover) =>
        {
            List<double> expected = [];
            for (int c = 0; c < cover.Count; c++)
            {
                HashSet<int> inside = [.. cover[c]];
                double cut = 0, volume = 0, rest = 0;
                for (int v = 0; v < graph.VertexCount; v++)
                {
                    for (int w = 0; w < graph.VertexCount; w++)
                    {
                        double weight = v == w ? 2 * graph.Weight(v, v) : graph.Weight(v, w);
                        if (inside.Contains(v)) volume += weight;
                        else rest += weight;
                        if (inside.Contains(v) && !inside.Contains(w)) cut += weight;
                    }
                }
                if (volume > 0 && rest > 0) expected.Add(cut / Math.Min(volume, rest));
            }

            double? found = Conductance.MeanOf(graph, cover);

            if (expected.Count == 0) Assert.Null(found);
            else Assert.Equal(expected.Average(), found!.Value, 1e-9);
        });
    }

    [Fact]
    public void Without_edges_there_is_none()
    {
        Assert.Null(Conductance.MeanOf(WeightedGraph.FromEdges(3, []), new Cover(3, [[0, 1], [2]])));
        Assert.Null(Conductance.MeanOf(WeightedGraph.FromEdges(2, [new(0, 1, 1)]), new Cover(2, [])));
    }
}
