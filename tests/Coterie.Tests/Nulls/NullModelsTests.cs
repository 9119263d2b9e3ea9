using Coterie.Activations;
using Coterie.Graphs;
using Coterie.Nulls;
using Coterie.Numerics;
using Coterie.Patterns;
using CsCheck;

namespace Coterie.Tests.Nulls;

public class NullModelsTests
{
    [Fact]
    public void Lists_alone_join_neurons_by_the_lists_they_share()
    {
        NullMaterial layer = Material([[4, 0, 2], [2, 4, 5], [7]], neurons: 8, random: new Random(1));

        ActivationPatternGraph found = Draw("listOnly", layer, 0);

        // The vertices are the neurons 0, 2, 4, 5, 7.
        Assert.Equal([new Edge(0, 1, 1), new(0, 2, 1), new(1, 2, 2), new(1, 3, 1), new(2, 3, 1)], found.Graph.Edges());
        Assert.Equal(layer.Pattern.ClassPartition.Membership, found.ClassPartition.Membership);
        Assert.All(found.Unweighted.Edges(), edge => Assert.Equal(1, edge.Weight));
    }

    [Fact]
    public void Random_lists_have_the_sizes_of_the_real_ones_and_hold_active_neurons()
    {
        NullMaterial layer = Material([[4, 0, 2], [2, 4], []], neurons: 12, random: new Random(2));
        int[] active = layer.Active();
        Assert.InRange(active.Length, 5, 11);
        HashSet<string> different = [];
        for (int draw = 0; draw < 50; draw++)
        {
            ActivationPatternGraph found = Draw("randomLists", layer, draw);
            Assert.Equal([3, 2, 0], [.. Enumerable.Range(0, 3).Select(i => found.Representatives[i].Length)]);
            Assert.Empty(found.Representatives.Union().Except(active));
            foreach (Edge edge in found.Graph.Edges())
            {
                (int a, int b) = (found.Neurons[edge.Source], found.Neurons[edge.Target]);
                Assert.Equal(
                    Enumerable.Range(0, 3).Count(i => found.Representatives[i].Contains(a) && found.Representatives[i].Contains(b)),
                    edge.Weight);
            }
            different.Add(string.Join(' ', found.Representatives[0].ToArray()));
        }
        Assert.InRange(different.Count, 40, 50);
    }

    [Fact]
    public void Random_lists_take_each_active_neuron_equally_often()
    {
        NullMaterial layer = Material([[4, 0, 2], [2, 4, 1]], neurons: 10, random: new Random(3));
        int[] counts = new int[10];
        const int draws = 4000;
        for (int draw = 0; draw < draws; draw++)
        {
            foreach (int q in Draw("randomLists", layer, draw).Representatives[1]) counts[q]++;
        }
        int[] active = layer.Active();
        double expected = draws * 3.0 / active.Length;
        Assert.Equal(draws * 3, active.Sum(q => counts[q]));
        Assert.All(active, q => Assert.InRange(counts[q], expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Shuffled_weights_keep_the_contributions_of_each_class()
    {
        Gen.Select(Gen.Int[0, 6].Array[1, 4], Gen.Int).Sample((sizes, seed) =>
        {
            // Lists without common neurons, so that an edge has the contribution of one class.
            int from = 0;
            int[][] lists = [.. sizes.Select(size => Enumerable.Range((from += size) - size, size).ToArray())];
            NullMaterial layer = Material(lists, neurons: from + 1, random: new Random(seed));

            ActivationPatternGraph found = Draw("shuffledWeights", layer, seed & 0xFF);

            for (int i = 0; i < sizes.Length; i++) Assert.Equal(Contributions(layer.Pattern, i), Contributions(found, i));
            Assert.Equal(layer.Pattern.Graph.TotalWeight, found.Graph.TotalWeight, 1e-9);
            Assert.Equal(layer.Pattern.ClassPartition.Membership, found.ClassPartition.Membership);
        });

        static double[] Contributions(ActivationPatternGraph pattern, int i)
        {
            HashSet<int> members = [.. pattern.Cover[i].ToArray()];
            return [.. pattern.Graph.Edges().Where(edge => members.Contains(edge.Source)).Select(edge => edge.Weight).Order()];
        }
    }

    [Fact]
    public void Shuffled_weights_of_neurons_in_two_lists_are_added_up_over_the_lists()
    {
        NullMaterial layer = Material([[0, 1], [1, 0]], neurons: 2, random: new Random(4));

        Assert.Equal(layer.Pattern.Graph.Edges(), Draw("shuffledWeights", layer, 7).Graph.Edges());
    }

    [Fact]
    public void A_rewired_graph_keeps_the_lists()
    {
        NullMaterial layer = Material([[0, 1, 2, 3], [3, 4, 5, 6], [7, 8, 0]], neurons: 9, random: new Random(5));

        ActivationPatternGraph found = Draw("rewired", layer, 1);

        Assert.NotEqual(layer.Pattern.Graph.Edges(), found.Graph.Edges());
        Assert.Equal(layer.Pattern.Graph.EdgeCount, found.Unweighted.EdgeCount);
        Assert.Same(layer.Pattern.Representatives, found.Representatives);
        Assert.Same(layer.Pattern.ClassPartition, found.ClassPartition);
    }

    private static ActivationPatternGraph Draw(string model, NullMaterial layer, int draw)
    {
        return NullModels.All.First(found => found.Name == model).Draw(layer, new SplitMix64(1, 2, draw))!;
    }

    // A pattern with these representatives, random counts of 100 samples, and some neurons without a positive mean.
    private static NullMaterial Material(int[][] lists, int neurons, Random random)
    {
        ClassTable means = new(lists.Length, neurons);
        for (int i = 0; i < lists.Length; i++)
        {
            foreach (int q in lists[i]) means.WritableRow(i)[q] = 1 + random.NextDouble();
        }
        for (int q = 1; q < neurons; q += 2) means.WritableRow(0)[q] += 0.5;
        long[] samples = [.. lists.Select(_ => 100L)];
        long[][] counts = [.. lists.Select(list => new long[list.Length * (list.Length - 1) / 2])];
        foreach (long[] ofClass in counts)
        {
            for (int k = 0; k < ofClass.Length; k++) ofClass[k] = random.Next(1, 101);
        }
        CoactivationCounts coactivations = new(counts);
        Representatives representatives = Representatives.FromLists(lists);
        ActivationPatternGraph pattern = ActivationPatternGraph.Build(means, samples, representatives, coactivations);
        return new NullMaterial(pattern, means, samples, coactivations, null);
    }
}
