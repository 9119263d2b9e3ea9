namespace Coterie.Passes;

/// <summary>The list of second passes.</summary>
internal static class SecondPasses
{
    /// <summary>Every second pass of an analysis.</summary>
    public static IReadOnlyList<ISecondPass> All { get; } =
        [new HistogramPass(), new CoactivationPass(), new NeuralCollapsePass(), new StrongestSamplesPass()];
}
