using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>How close measured correlations are to the published ones.</summary>
/// <param name="Figures">How many can be compared: published, legible, with no doubt about the sign.</param>
/// <param name="MeanAbsoluteDifference">The mean |ours − theirs|; null where there are none.</param>
/// <param name="R">Pearson's correlation of ours with theirs over these; null where there is none.</param>
/// <param name="Signs">How many have the same sign.</param>
public sealed record FigureFit(int Figures, double? MeanAbsoluteDifference, double? R, int Signs)
{
    /// <summary>Compares the figures that can be compared.</summary>
    /// <param name="figures">Any figures.</param>
    public static FigureFit Of(IEnumerable<ComparedFigure> figures)
    {
        ComparedFigure[] compared = [.. figures.Where(figure => figure is { Theirs: not null, Ours: not null, Doubtful: false })];
        double?[] ours = [.. compared.Select(figure => figure.Ours?.Median)];
        double?[] theirs = [.. compared.Select(figure => figure.Theirs)];
        return new FigureFit(
            compared.Length,
            PatternClaims.Difference(ours, theirs),
            Correlation.Of(ours, theirs).Pearson,
            compared.Count(figure => Math.Sign(figure.Ours!.Median) == Math.Sign(figure.Theirs!.Value)));
    }
}
