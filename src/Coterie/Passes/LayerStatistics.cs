using Coterie.Activations;
using Coterie.Patterns;

namespace Coterie.Passes;

/// <summary>What the first pass found about a layer, as the second passes need it.</summary>
internal sealed class LayerStatistics
{
    private readonly ClassStatistics statistics;
    private readonly ColumnSummary[] totals;

    /// <summary>Finds the means and representatives.</summary>
    /// <param name="statistics">The first pass, with all samples.</param>
    /// <param name="top">The most representatives of a class: S.</param>
    /// <param name="rule">By what representatives are chosen.</param>
    /// <exception cref="InputException">A class has no samples, or an activation is not a finite number.</exception>
    public LayerStatistics(ClassStatistics statistics, int top, RepresentativeRule rule = RepresentativeRule.Mean)
    {
        this.statistics = statistics;
        Top = top;
        totals = statistics.Totals();
        Means = statistics.ClassMeans();
        Representatives = Representatives.Select(Means, top, rule);
    }

    /// <summary>The layer.</summary>
    public Layer Layer => statistics.Layer;

    /// <summary>The number of classes.</summary>
    public int Classes => statistics.Classes;

    /// <summary>The samples of each class: |D_i|.</summary>
    public ReadOnlySpan<long> Samples => statistics.Samples;

    /// <summary>The most representatives of a class: S.</summary>
    public int Top { get; }

    /// <summary>The class means (Eq. 5), classes × neurons.</summary>
    public ClassTable Means { get; }

    /// <summary>The neurons that represent each class.</summary>
    public Representatives Representatives { get; }

    /// <summary>What is known about each neuron's activations on all samples.</summary>
    public ReadOnlySpan<ColumnSummary> Totals => totals;

    /// <summary>What is known about the activations of all neurons together.</summary>
    public ColumnSummary Whole => totals.Aggregate(ColumnSummary.Empty, (whole, total) => whole.Join(total));

    /// <summary>How many neurons are zero on every sample.</summary>
    public int DeadNeurons => totals.Count(total => total.Nonzeros == 0);

    /// <summary>What is known about a neuron's activations on the samples of one class.</summary>
    public ColumnSummary Of(int @class, int neuron)
    {
        return statistics.Of(@class, neuron);
    }

    /// <summary>The exception for a neuron some sum of which is not a finite number.</summary>
    public InputException NotFinite(int @class, int neuron)
    {
        return statistics.NotFinite(@class, neuron);
    }
}
