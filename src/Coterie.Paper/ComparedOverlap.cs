using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The measured matrix of Table 2 at one snapshot, in one reading, in numbers and beside the published one.</summary>
/// <param name="Reading">What the matrix counts.</param>
/// <param name="Epoch">After how many epochs.</param>
/// <param name="Unique">The neurons that represent exactly one class: the sum of the diagonal.</param>
/// <param name="Shared">The mean over the pairs of classes; null where there is one class only.</param>
/// <param name="Pearson">The correlation with the published pairs; null where none are published of as many classes.</param>
/// <param name="MeanAbsoluteError">The mean absolute difference from the published pairs; null as <paramref name="Pearson"/>.</param>
public sealed record ComparedOverlap(
    OverlapReading Reading, double Epoch, int Unique, double? Shared, double? Pearson, double? MeanAbsoluteError)
{
    internal static ComparedOverlap Of(
        OverlapReading reading, double epoch, IReadOnlyList<IReadOnlyList<int>> ours, IReadOnlyList<IReadOnlyList<int>>? theirs)
    {
        double?[] pairs = Pairs(ours);
        double?[]? published = theirs?.Count == ours.Count ? Pairs(theirs) : null;
        return new ComparedOverlap(
            reading,
            epoch,
            UniqueOf(ours),
            SharedOf(ours),
            published is null ? null : Correlation.Of(pairs, published).Pearson,
            published is null ? null : pairs.Zip(published, (x, y) => Math.Abs(x!.Value - y!.Value)).Average());
    }

    /// <summary>The sum of a matrix's diagonal.</summary>
    internal static int UniqueOf(IReadOnlyList<IReadOnlyList<int>> matrix) => matrix.Select((row, i) => row[i]).Sum();

    /// <summary>The mean of a matrix over the pairs of classes; null for one class.</summary>
    internal static double? SharedOf(IReadOnlyList<IReadOnlyList<int>> matrix) => Pairs(matrix).Average();

    private static double?[] Pairs(IReadOnlyList<IReadOnlyList<int>> matrix)
    {
        return [.. matrix.SelectMany((row, i) => row.Skip(i + 1)).Select(count => (double?)count)];
    }
}
