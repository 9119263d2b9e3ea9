using Coterie.Activations;

namespace Coterie.Patterns;

/// <summary>
/// The neurons that stand for each class: those with the highest mean activation (<c>R_i</c> in Mostafa and Mondal,
/// arXiv:2106.04693), or by another <see cref="RepresentativeRule"/>.
/// </summary>
public sealed class Representatives
{
    private readonly int[][] neurons;

    private Representatives(int[][] neurons)
    {
        this.neurons = neurons;
    }

    /// <summary>The number of classes.</summary>
    public int Classes => neurons.Length;

    /// <summary>The neurons that represent a class, from the highest mean or score to the lowest.</summary>
    /// <param name="class">The class.</param>
    public ReadOnlySpan<int> this[int @class] => neurons[@class];

    /// <summary>
    /// Takes for each class the neurons with the largest means, or z-scores of them over the classes; among equal ones the lower index
    /// comes first. A neuron whose mean is not positive never represents the class, so there may be fewer than asked for. By
    /// <see cref="RepresentativeRule.Selectivity"/>, a neuron whose means are the same for all classes represents none; of two classes,
    /// every score is 1 or −1, and the index alone decides.
    /// </summary>
    /// <param name="means">The class means (Eq. 5).</param>
    /// <param name="top">At most how many per class: S.</param>
    /// <param name="rule">By what neurons are chosen.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is less than 1.</exception>
    public static Representatives Select(ClassTable means, int top, RepresentativeRule rule = RepresentativeRule.Mean)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ClassTable scores = rule == RepresentativeRule.Selectivity ? Selectivity.Scores(means) : means;
        int[][] chosen = new int[means.Classes][];
        for (int i = 0; i < chosen.Length; i++) chosen[i] = Largest(means.Row(i), scores.Row(i), top);
        return new Representatives(chosen);
    }

    /// <summary>Takes the neurons of each class as they are.</summary>
    /// <param name="neurons">For each class its neurons, from the highest mean to the lowest, each once; copied.</param>
    /// <exception cref="ArgumentException">A neuron is negative, or occurs twice in one class.</exception>
    public static Representatives FromLists(IEnumerable<IReadOnlyList<int>> neurons)
    {
        ArgumentNullException.ThrowIfNull(neurons);
        int[][] lists = [.. neurons.Select(list => list.ToArray())];
        for (int i = 0; i < lists.Length; i++)
        {
            if (lists[i].FirstOrDefault(q => q < 0) is < 0 and int negative)
            {
                throw new ArgumentException($"Class {i} lists neuron {negative}; neurons are numbered from 0.", nameof(neurons));
            }
            if (lists[i].GroupBy(q => q).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                throw new ArgumentException($"Class {i} lists neuron {twice.Key} twice.", nameof(neurons));
            }
        }
        return new Representatives(lists);
    }

    /// <summary>The neurons that represent any class, ascending: the vertices of the pattern graph.</summary>
    public int[] Union()
    {
        return [.. neurons.SelectMany(list => list).Distinct().Order()];
    }

    /// <summary>
    /// How the classes share neurons, as Table 2 has it: entry (i,j) with i ≠ j counts the neurons that represent i and j, whatever else
    /// they represent, <c>|R_i ∩ R_j|</c>; entry (i,i) those that represent i alone.
    /// </summary>
    /// <returns>classes × classes, symmetric.</returns>
    public int[][] Intersections() => Shared(int.MaxValue);

    /// <summary>
    /// How the classes share neurons, as the paper's text has it: entry (i,j) with i ≠ j counts the neurons that represent i and j and no
    /// other class, entry (i,i) those that represent i alone.
    /// </summary>
    /// <returns>classes × classes, symmetric.</returns>
    public int[][] ExclusiveOverlap() => Shared(2);

    /// <summary>For each neuron that represents any class, those classes, ascending; in no particular order.</summary>
    internal IEnumerable<IReadOnlyList<int>> ClassesOfEach()
    {
        return neurons.SelectMany((list, i) => list.Select(q => (Neuron: q, Class: i)))
            .GroupBy(pair => pair.Neuron, pair => pair.Class)
            .Select(classes => classes.ToArray());
    }

    // Of the neurons that represent no more classes than this.
    private int[][] Shared(int most)
    {
        int[][] shared = [.. neurons.Select(_ => new int[Classes])];
        foreach (IReadOnlyList<int> classes in ClassesOfEach())
        {
            if (classes.Count > most) continue;
            if (classes.Count == 1) shared[classes[0]][classes[0]]++;
            for (int k = 0; k < classes.Count; k++)
            {
                for (int l = 0; l < k; l++)
                {
                    shared[classes[k]][classes[l]]++;
                    shared[classes[l]][classes[k]]++;
                }
            }
        }
        return shared;
    }

    private static int[] Largest(ReadOnlySpan<double> means, ReadOnlySpan<double> scores, int top)
    {
        // The weakest of those kept comes first: the smallest score, among equal ones the higher index.
        PriorityQueue<int, (double Score, int Before)> kept = new();
        for (int q = 0; q < means.Length; q++)
        {
            if (!(means[q] > 0) || scores[q] == Selectivity.None) continue;
            if (kept.Count < top)
            {
                kept.Enqueue(q, (scores[q], -q));
            }
            else if (kept.TryPeek(out _, out (double Score, int Before) weakest) && scores[q] > weakest.Score)
            {
                kept.DequeueEnqueue(q, (scores[q], -q));
            }
        }
        int[] largest = new int[kept.Count];
        for (int k = largest.Length - 1; k >= 0; k--) largest[k] = kept.Dequeue();
        return largest;
    }
}
