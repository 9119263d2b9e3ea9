using Coterie.Communities;
using Coterie.Graphs;
using Coterie.Quality;
using CsCheck;

namespace Coterie.Tests.Communities;

public class KernighanLinBisectionTests
{
    [Fact]
    public void Two_cliques_joined_by_an_edge_are_separated_there()
    {
        List<Edge> edges = [new(0, 9, 1)];
        for (int a = 0; a < 5; a++)
        {
            for (int b = 0; b < a; b++) edges.AddRange([new(a, b, 1), new(5 + a, 5 + b, 1)]);
        }
        WeightedGraph graph = WeightedGraph.FromEdges(10, edges.ToArray());
        Partition halves = FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, 3).Partition;

        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], halves.Membership);
    }

    [Fact]
    public void With_an_odd_number_of_vertices_either_half_may_be_larger()
    {
        // A triangle and a pair, whichever comes first.
        WeightedGraph first = WeightedGraph.FromEdges(5, [new(0, 1, 1), new(1, 2, 1), new(2, 0, 1), new(3, 4, 1), new(2, 3, 0.1)]);
        WeightedGraph last = WeightedGraph.FromEdges(5, [new(4, 3, 1), new(3, 2, 1), new(2, 4, 1), new(1, 0, 1), new(2, 1, 0.1)]);

        Assert.Equal([0, 0, 0, 1, 1], FoundCommunities.BestOf(new KernighanLinBisection(), first, 1, 1).Partition.Membership);
        Assert.Equal([1, 1, 0, 0, 0], FoundCommunities.BestOf(new KernighanLinBisection(), last, 1, 1).Partition.Membership);
    }

    [Fact]
    public void Graphs_too_small_or_empty_to_cut_are_halved_too()
    {
        Assert.Equal(0, Halves(WeightedGraph.FromEdges(0, [])).Count);
        Assert.Equal([1], Halves(WeightedGraph.FromEdges(1, [new(0, 0, 1)])).Sizes);
        Assert.Equal([1, 1], Halves(WeightedGraph.FromEdges(2, [new(0, 1, 1)])).Sizes);
        Assert.Equal([4, 3], Halves(WeightedGraph.FromEdges(7, [])).Sizes);

        static Partition Halves(WeightedGraph graph) => FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, 1).Partition;
    }

    [Fact]
    public void There_must_be_a_start()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            "starts",
            () => FoundCommunities.BestOf(new KernighanLinBisection(), KarateClub.Graph, 1, 1, starts: 0).Partition);
    }

    [Fact]
    public void Halves_are_balanced_and_no_swap_lowers_the_cut()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int, Gen.Int[1, 3]).Sample((graph, seed, starts) =>
        {
            Partition halves = FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed, starts).Partition;
            int[] labels = halves.Membership.ToArray();
            Assert.True(Math.Abs(2 * labels.Sum() - labels.Length) <= 1);

            AssertNoSwapLowersTheCut(graph, labels);
        });
    }

    [Fact]
    public void A_pass_swaps_the_best_pairs_as_written_by_Kernighan_and_Lin()
    {
        Gen.Select(Gen.Int[2, 11], Gen.Int).Sample((n, seed) =>
        {
            (WeightedGraph graph, int[] order, bool[] before) = WithoutTies(n, seed);
            foreach (PairSwaps swaps in new PairSwaps[] { new SparsePairSwaps(graph), new DensePairSwaps(graph) })
            {
                bool[] right = [.. before];
                bool lower = swaps.Pass(order, right);

                double fall = Cut(graph, before) - Cut(graph, right);
                Assert.Equal(BestFall(graph, before), fall, 1e-9);
                Assert.Equal(lower, fall > 0);
            }
        });
    }

    [Fact]
    public void Passes_over_a_matrix_and_along_the_edges_are_the_same()
    {
        Gen.Select(Gen.Int[2, 60], Gen.Int).Sample((n, seed) =>
        {
            (WeightedGraph graph, int[] order, bool[] right) = WithoutTies(n, seed);
            bool[] other = [.. right];
            PairSwaps sparse = new SparsePairSwaps(graph);
            PairSwaps dense = new DensePairSwaps(graph);
            bool lower;
            do
            {
                lower = sparse.Pass(order, right);
                Assert.Equal(lower, dense.Pass(order, other));
                Assert.Equal(right, other);
            }
            while (lower);
        });
    }

    [Fact]
    public void No_swap_lowers_the_cut_with_a_matrix_or_along_the_edges()
    {
        // Self-loops, isolated vertices and equal weights included.
        Gen.Select(RandomGraphs.Weighted, Gen.Int).Sample((graph, seed) =>
        {
            int even = graph.VertexCount + (graph.VertexCount & 1);
            int[] order = [.. Enumerable.Range(0, even)];
            new Random(seed).Shuffle(order);
            foreach (PairSwaps swaps in new PairSwaps[] { new SparsePairSwaps(graph), new DensePairSwaps(graph) })
            {
                bool[] right = new bool[even];
                foreach (int v in order.AsSpan(even / 2)) right[v] = true;
                while (swaps.Pass(order, right)) { }
                AssertNoSwapLowersTheCut(graph, right);
            }
        });
    }

    [Fact]
    public void More_starts_are_no_worse()
    {
        double one = Newman(FoundCommunities.BestOf(new KernighanLinBisection(), KarateClub.Graph, 1, 4, starts: 1).Partition);
        double ten = Newman(FoundCommunities.BestOf(new KernighanLinBisection(), KarateClub.Graph, 1, 4).Partition);

        Assert.True(ten >= one);
    }

    [Fact]
    public void A_seed_gives_one_bisection()
    {
        Gen.Select(RandomGraphs.Weighted, Gen.Int).Sample((graph, seed) => Assert.Equal(
            FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed).Partition.Membership,
            FoundCommunities.BestOf(new KernighanLinBisection(), graph, 1, seed).Partition.Membership));
    }

    // Every pair is joined and no two weights are equal: without ties there is one right pass.
    private static (WeightedGraph Graph, int[] Order, bool[] Right) WithoutTies(int n, int seed)
    {
        Random random = new(seed);
        List<Edge> edges = [];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < a; b++) edges.Add(new(a, b, 0.1 + random.NextDouble()));
        }
        int even = n + (n & 1);
        int[] order = [.. Enumerable.Range(0, even)];
        random.Shuffle(order);
        bool[] right = new bool[even];
        foreach (int v in order.AsSpan(even / 2)) right[v] = true;
        return (WeightedGraph.FromEdges(n, edges.ToArray()), order, right);
    }

    private static void AssertNoSwapLowersTheCut<T>(WeightedGraph graph, T[] side)
        where T : IEquatable<T>
    {
        double found = Cut(graph, side);
        for (int a = 0; a < side.Length; a++)
        {
            for (int b = 0; b < a; b++)
            {
                (side[a], side[b]) = (side[b], side[a]);
                Assert.True(Cut(graph, side) >= found - 1e-9);
                (side[a], side[b]) = (side[b], side[a]);
            }
        }
    }

    // A whole pass by trying every pair, recounting every cut.
    private static double BestFall(WeightedGraph graph, bool[] start)
    {
        bool[] right = [.. start];
        bool[] locked = new bool[right.Length];
        double first = Cut(graph, right);
        double best = 0;
        for (int step = 0; step < right.Length / 2; step++)
        {
            (int a, int b, double cut) = (-1, -1, double.PositiveInfinity);
            for (int x = 0; x < right.Length; x++)
            {
                for (int y = 0; y < right.Length; y++)
                {
                    if (locked[x] || locked[y] || right[x] || !right[y]) continue;
                    (right[x], right[y]) = (true, false);
                    double swapped = Cut(graph, right);
                    (right[x], right[y]) = (false, true);
                    if (swapped < cut) (a, b, cut) = (x, y, swapped);
                }
            }
            (right[a], right[b]) = (true, false);
            locked[a] = locked[b] = true;
            best = Math.Max(best, first - cut);
        }
        return best;
    }

    private static double Cut<T>(WeightedGraph graph, T[] side)
        where T : IEquatable<T>
    {
        return graph.Edges().Where(edge => !side[edge.Source].Equals(side[edge.Target])).Sum(edge => edge.Weight);
    }

    private static double Newman(Partition halves)
    {
        return new Modularity().Evaluate(KarateClub.Graph, halves)!.Value;
    }
}
