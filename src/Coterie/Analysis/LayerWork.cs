using System.Numerics;
using Coterie.Passes;

namespace Coterie;

/// <summary>The second passes over one layer.</summary>
internal sealed class LayerWork
{
    private readonly List<(ISecondPass Kind, ILayerPass Pass)> passes;
    private int part;

    /// <summary>Begins all passes.</summary>
    /// <param name="statistics">The first pass, with all samples.</param>
    /// <param name="kinds">The second passes.</param>
    /// <param name="settings">The settings of the analysis.</param>
    public LayerWork(ClassStatistics statistics, IEnumerable<ISecondPass> kinds, AnalysisSettings settings)
    {
        Statistics = new LayerStatistics(statistics, settings.Top.Of(statistics.Layer.Neurons), settings.Representatives);
        passes = [.. kinds.Select(kind => (kind, kind.Begin(Statistics, settings)))];
    }

    /// <summary>The result of the first pass.</summary>
    public LayerStatistics Statistics { get; }

    /// <summary>
    /// Begins the next group of neurons; a pass that cannot divide its neurons takes all of them with the first group.
    /// </summary>
    public void Begin(MemoryPlan plan, int part)
    {
        this.part = part;
        (int from, int until) = plan.Neurons(Statistics.Layer, part);
        foreach ((ISecondPass kind, ILayerPass pass) in passes)
        {
            if (kind.CanDivide) pass.Begin(from, until);
            else if (part == 0) pass.Begin(0, Statistics.Layer.Neurons);
        }
    }

    /// <summary>Adds a batch.</summary>
    public void Add<T>(ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((ISecondPass kind, ILayerPass pass) in passes)
        {
            if (kind.CanDivide || part == 0) pass.Add(activations, labels);
        }
    }

    /// <summary>The results of all passes.</summary>
    public PassResults Finish()
    {
        return new PassResults(passes.Select(pass => pass.Pass.Finish()));
    }
}
