using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class LocalMovingTests
{
    // Random weights, because CsCheck favours round numbers: no two sums are equal, so that there is one best move. Every vertex has an
    // edge, because all communities are equally good for a vertex without one.
    private static readonly Gen<(WeightedGraph Graph, int[] Labels)> WithoutTies = Gen.Int[1, 12].SelectMany(
        n => Gen.Select(
            Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1]).Array[1, 4 * n],
            Gen.Int[0, n - 1].Array[n],
            Gen.Int,
            (ends, labels, seed) =>
            {
                Random random = new(seed);
                IEnumerable<(int, int)> all = ends.Concat(Enumerable.Range(0, n).Select(v => (v, v)));
                return (WeightedGraph.FromEdges(n, [.. all.Select(e => new Edge(e.Item1, e.Item2, 0.5 + random.NextDouble()))]), labels);
            }));

    [Fact]
    public void Every_move_is_the_one_that_raises_modularity_most()
    {
        Gen.Select(WithoutTies, Gen.Double[0.1, 3], Gen.Int).Sample((input, about, seed) =>
        {
            (WeightedGraph graph, int[] labels) = input;
            double gamma = about + new Random(seed).NextDouble();
            int[] expected = [.. labels];
            int[] found = [.. labels];
            double before = Newman(graph, labels, gamma);
            MoveByDefinition(graph, gamma, new Random(seed), expected);
            double gain = new LocalMoving(labels.Length, new Random(seed)).Improve(Level.Lowest(graph, new Modularity(gamma)), found);

            Assert.Equal(Newman(graph, found, gamma) - before, gain / graph.TotalWeight, 1e-8);
            Assert.Equal(new Partition(expected).Membership, new Partition(found).Membership);
        });
    }

    [Fact]
    public void Refined_parts_are_connected_and_lie_within_communities()
    {
        Gen.Select(WithoutTies, Gen.Double[0, 3], Gen.Int).Sample((input, gamma, seed) =>
        {
            (WeightedGraph graph, int[] labels) = input;
            int[] parts = new Refinement(labels.Length, 0.01, new Random(seed)).Split(Level.Lowest(graph, new Modularity(gamma)), labels);

            for (int v = 0; v < parts.Length; v++) Assert.Equal(labels[parts[v]], labels[v]);
            Assert.Equal(new Partition(parts).Count, new Partition(ConnectedParts.Split(graph, parts)).Count);
        });
    }

    // The same queue, but every move is judged by the modularity of the whole resulting partition.
    private static void MoveByDefinition(WeightedGraph graph, double gamma, Random random, int[] labels)
    {
        int[] order = [.. Enumerable.Range(0, labels.Length)];
        random.Shuffle(order);
        Queue<int> queue = new(order);
        while (queue.TryDequeue(out int v))
        {
            int own = labels[v];
            (int target, double best) = (own, Newman(graph, labels, gamma) + 1e-12);
            for (int community = 0; community < labels.Length; community++)
            {
                labels[v] = community;
                double modularity = Newman(graph, labels, gamma);
                if (modularity > best) (target, best) = (community, modularity);
            }
            labels[v] = target;
            if (target == own) continue;
            foreach (int u in graph.Neighbours(v))
            {
                if (labels[u] != target && !queue.Contains(u)) queue.Enqueue(u);
            }
        }
    }

    private static double Newman(WeightedGraph graph, int[] labels, double gamma)
    {
        return new Modularity(gamma).Evaluate(graph, new Partition(labels))!.Value;
    }
}
