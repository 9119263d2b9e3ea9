using Coterie.Activations;

namespace Coterie.Passes;

/// <summary>
/// A kind of look at every activation that needs the results of the first pass. To add one, implement this and <see cref="ILayerPass"/>,
/// and name it in <see cref="SecondPasses.All"/>; its result is then <c>LayerAnalysis.Result&lt;T&gt;()</c>.
/// </summary>
internal interface ISecondPass
{
    /// <summary>
    /// Whether it can look at some neurons at a time. Where its tables do not fit the memory, the activations are then delivered several
    /// times, and each time it is told the neurons to look at.
    /// </summary>
    bool CanDivide => false;

    /// <summary>The most bytes it holds for a layer, whatever the number of samples.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="neurons">How many of its neurons are looked at at a time; all where it cannot divide.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="settings">The settings of the analysis.</param>
    long Bytes(Layer layer, int neurons, int classes, AnalysisSettings settings);

    /// <summary>The command's option that decides how much that is, with its value; null for none.</summary>
    /// <param name="settings">The settings of the analysis.</param>
    string? Option(AnalysisSettings settings) => null;

    /// <summary>Begins with a layer.</summary>
    /// <param name="statistics">What the first pass found.</param>
    /// <param name="settings">The settings of the analysis.</param>
    ILayerPass Begin(LayerStatistics statistics, AnalysisSettings settings);
}
