using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>A correlation with training accuracy that the paper publishes.</summary>
/// <param name="Study">The preset that repeats the study.</param>
/// <param name="Layer">The hidden layer, from 1; null for the whole model.</param>
/// <param name="Measure">The measure: <c>averageSize</c>, one of Table 4's four modularities, or <c>entropy</c>.</param>
/// <param name="Coefficient"><c>pearson</c> or <c>spearman</c>.</param>
/// <param name="Value">The value; null where it cannot be read.</param>
/// <param name="Doubtful">Whether its sign may have been lost in transcription.</param>
public sealed record PublishedFigure(
    string Study, int? Layer, string Measure, Coefficient Coefficient, double? Value, bool Doubtful = false)
{
    /// <summary>The class, from 0, whose accuracy it is; null for all.</summary>
    public int? Class { get; init; }
}
