using Coterie.Activations;
using Coterie.Numerics;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>The list of null models.</summary>
internal static class NullModels
{
    /// <summary>Every null model, in the order in which results list them.</summary>
    public static IReadOnlyList<NullModel> All { get; } =
    [
        new("listOnly", "Lists alone", "neurons joined for each list of representatives they share", ListOnly),
        new(
            "randomLists",
            "Random lists",
            "lists of the same sizes drawn from the neurons with a positive mean, as in listOnly",
            RandomLists)
        {
            Draws = NullModel.ManyDraws,
        },
        new(
            "shuffledWeights",
            "Shuffled weights",
            "a class's contributions shuffled among its pairs, the lists as they are",
            ShuffledWeights)
        {
            Draws = NullModel.ManyDraws,
        },
        new("permutedLabels", "Permuted labels", "everything anew from labels permuted over the samples", (layer, _) => layer.Permuted),
        new("rewired", "Rewired", "edges rewired with every neuron's degree kept, the lists as they are", Rewired)
        {
            Draws = NullModel.ManyDraws,
        },
    ];

    private static ActivationPatternGraph ListOnly(NullMaterial layer, SplitMix64 random)
    {
        return Cliques(layer.Means, layer.Pattern.Representatives);
    }

    private static ActivationPatternGraph RandomLists(NullMaterial layer, SplitMix64 random)
    {
        Representatives real = layer.Pattern.Representatives;
        int[] neurons = layer.Active();
        int[][] lists = new int[real.Classes][];
        // A neuron in several lists is assigned to one of them at random: the one with the largest of these numbers.
        ClassTable strengths = new(real.Classes, layer.Means.Neurons);
        for (int i = 0; i < lists.Length; i++)
        {
            random.Draw(neurons, real[i].Length);
            lists[i] = neurons[..real[i].Length];
            foreach (int q in lists[i]) strengths.WritableRow(i)[q] = random.Between(1, 2);
        }
        return Cliques(strengths, Representatives.FromLists(lists));
    }

    // Eq. 6 as if all representatives of a class fired together on every sample: a weight is the number of lists that two neurons share.
    private static ActivationPatternGraph Cliques(ClassTable means, Representatives lists)
    {
        long[] ones = new long[lists.Classes];
        Array.Fill(ones, 1);
        long[][] together = new long[lists.Classes][];
        for (int i = 0; i < together.Length; i++)
        {
            together[i] = new long[CoactivationCounts.PairIndex(0, lists[i].Length)];
            Array.Fill(together[i], 1);
        }
        return ActivationPatternGraph.Build(means, ones, lists, new CoactivationCounts(together));
    }

    // Within a class the counts are the contributions times |D_i|.
    private static ActivationPatternGraph ShuffledWeights(NullMaterial layer, SplitMix64 random)
    {
        CoactivationCounts counts = layer.Coactivations.Shuffled(random);
        return ActivationPatternGraph.Build(layer.Means, layer.Samples, layer.Pattern.Representatives, counts);
    }

    private static ActivationPatternGraph Rewired(NullMaterial layer, SplitMix64 random)
    {
        return layer.Pattern.With(Rewiring.Of(layer.Pattern.Graph, random));
    }
}
