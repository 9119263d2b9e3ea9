using Coterie.Entropy;

namespace Coterie.Paper;

/// <summary>The paper's published results beside the measured ones.</summary>
/// <param name="Top">S of the studies.</param>
/// <param name="Bins">R of the studies.</param>
/// <param name="Studies">The studies with this S and R.</param>
/// <param name="Claims">What became of the paper's claims, in the studies with this S and R.</param>
/// <param name="Fits">How close each table is to the paper's under every choice of S, R, accuracy and entropy that was measured.</param>
public sealed record Comparison(
    int Top,
    int Bins,
    IReadOnlyList<StudyComparison> Studies,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<VariantFit> Fits)
{
    /// <summary>The training accuracy with which the page compares the paper's tables.</summary>
    public const AccuracyKind Accuracy = AccuracyKind.Running;

    /// <summary>The form of entropy of the page's figures: the paper's own definition.</summary>
    public const EntropyForm Form = EntropyForm.Nonzero;

    /// <summary>Every accuracy.</summary>
    internal static IReadOnlyList<AccuracyKind> Accuracies { get; } = Enum.GetValues<AccuracyKind>();

    /// <summary>Compares every study.</summary>
    /// <param name="runs">
    /// What was measured. The first element's S and R are those of the page; of studies measured with other S or R there are
    /// <see cref="Fits"/>, and the claim about S.
    /// </param>
    /// <exception cref="ArgumentException">Nothing was measured, or a study's seeds differ in their epochs.</exception>
    public static Comparison Of(IReadOnlyList<StudyRuns> runs)
    {
        if (runs.Count == 0) throw new ArgumentException("Nothing was measured.", nameof(runs));
        (int top, int bins) = (runs[0].Top, runs[0].Bins);
        StudyRuns[] own = [.. runs.Where(run => (run.Top, run.Bins) == (top, bins))];
        StudyRuns[] others = [.. runs.Except(own)];
        StudyComparison[] studies = [.. own.Select(StudyComparison.Of)];
        List<VariantFit> fits = [.. FitsOf(studies, top, bins)];
        foreach (IGrouping<(int Top, int Bins), StudyRuns> variant in others.GroupBy(run => (run.Top, run.Bins)))
        {
            fits.AddRange(FitsOf([.. variant.Select(StudyComparison.Of)], variant.Key.Top, variant.Key.Bins));
        }
        IEnumerable<VariantFit> ordered = fits.DistinctBy(fit => (fit.Table, fit.Top, fit.Bins, fit.Accuracy, fit.Form))
            .OrderBy(fit => fit.Table).ThenBy(fit => fit.Form).ThenBy(fit => fit.Accuracy).ThenBy(fit => fit.Top).ThenBy(fit => fit.Bins);
        IReadOnlyList<Claim> claims = Paper.Claims.Of(own, studies, [.. others.Where(run => run.Top != top)]);
        return new Comparison(top, bins, studies, claims, [.. ordered]);
    }

    // Graphs depend only on S and entropies only on R, and the share has no bins.
    private static IEnumerable<VariantFit> FitsOf(StudyComparison[] studies, int top, int bins)
    {
        return from figure in studies.SelectMany(study => study.Figures)
               group figure by (figure.Table, figure.Accuracy, figure.Form) into table
               let fit = FigureFit.Of(table)
               where fit.Figures > 0
               select new VariantFit(
                   table.Key.Table,
                   table.Key.Form is null ? top : null,
                   table.Key.Form is null or EntropyForm.Share ? null : bins,
                   table.Key.Accuracy,
                   table.Key.Form,
                   fit);
    }
}
