using Coterie.Entropy;

namespace Coterie.Paper;

/// <summary>The paper's published results beside the measured ones.</summary>
/// <param name="Top">S of the studies.</param>
/// <param name="Bins">R of the studies.</param>
/// <param name="Studies">The studies with this S and R.</param>
/// <param name="Verdicts">H1, H2 and H3, with <see cref="Accuracy"/> and <see cref="Form"/>.</param>
/// <param name="Variants">The verdicts under every choice of S, R, accuracy and entropy that was measured, including this one.</param>
public sealed record Comparison(
    int Top,
    int Bins,
    IReadOnlyList<StudyComparison> Studies,
    IReadOnlyList<Verdict> Verdicts,
    IReadOnlyList<VariantVerdict> Variants)
{
    /// <summary>The training accuracy of the verdicts: the paper's tables match this one.</summary>
    public const AccuracyKind Accuracy = AccuracyKind.Running;

    /// <summary>The form of entropy of the verdicts.</summary>
    public const EntropyForm Form = EntropyForm.All;

    /// <summary>The training accuracies that the paper may have used.</summary>
    internal static IReadOnlyList<AccuracyKind> Accuracies { get; } = [AccuracyKind.Running, AccuracyKind.Evaluated];

    private static readonly EntropyForm[] Binned = [EntropyForm.Nonzero, EntropyForm.All, EntropyForm.Common];

    private static readonly EntropyForm[] Forms = [.. Binned, EntropyForm.Share];

    /// <summary>Compares every study.</summary>
    /// <param name="runs">
    /// What was measured. The first element's S and R are those of the page; studies measured with other S or R are used
    /// for <see cref="Variants"/> only.
    /// </param>
    /// <exception cref="ArgumentException">Nothing was measured, or a study's seeds differ in their epochs.</exception>
    public static Comparison Of(IReadOnlyList<StudyRuns> runs)
    {
        if (runs.Count == 0) throw new ArgumentException("Nothing was measured.", nameof(runs));
        (int top, int bins) = (runs[0].Top, runs[0].Bins);
        List<VariantVerdict> variants = [];
        IReadOnlyList<StudyComparison> main = [];
        // Graphs depend only on S and entropies only on R, so each S and each R gives verdicts once.
        HashSet<int> tops = [];
        HashSet<int> allBins = [];
        foreach (IGrouping<(int Top, int Bins), StudyRuns> group in runs.GroupBy(run => (run.Top, run.Bins)))
        {
            StudyComparison[] studies = [.. group.Select(StudyComparison.Of)];
            if (group.Key == (top, bins)) main = studies;
            if (tops.Add(group.Key.Top)) variants.AddRange(OfGraphs(studies, group.Key.Top));
            if (allBins.Add(group.Key.Bins)) variants.AddRange(OfEntropy(studies, group.Key.Bins, allBins.Count == 1 ? Forms : Binned));
        }
        Verdict[] verdicts = [.. Hypothesis.All.Select(hypothesis => Verdict.Of(hypothesis, main, Accuracy, Form))];
        IEnumerable<VariantVerdict> ordered = variants.OrderBy(variant => variant.Verdict.Hypothesis.Name, StringComparer.Ordinal)
            .ThenBy(variant => variant.Top).ThenBy(variant => variant.Bins);
        return new Comparison(top, bins, main, verdicts, [.. ordered]);
    }

    private static IEnumerable<VariantVerdict> OfGraphs(StudyComparison[] studies, int top)
    {
        return from hypothesis in Hypothesis.All
               where hypothesis.Table != 5
               from accuracy in Accuracies
               select new VariantVerdict(top, null, accuracy, null, Verdict.Of(hypothesis, studies, accuracy, Form));
    }

    private static IEnumerable<VariantVerdict> OfEntropy(StudyComparison[] studies, int bins, EntropyForm[] forms)
    {
        return from hypothesis in Hypothesis.All
               where hypothesis.Table == 5
               from form in forms
               from accuracy in Accuracies
               let verdict = Verdict.Of(hypothesis, studies, accuracy, form)
               select new VariantVerdict(null, form == EntropyForm.Share ? null : bins, accuracy, form, verdict);
    }
}
