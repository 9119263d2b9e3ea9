using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>
/// H2 and H3: does a measure go with the performance of its own run, beyond the course that the training of every run shares?
/// </summary>
internal static class CouplingClaims
{
    private const string Method =
        "the seed-pairing test: the correlation over the snapshots of a seed's measure with its own accuracy, less that with other seeds' "
        + "accuracies. Refuted where, given a smooth course of time, the interval of the same effect lies below a weak correlation";

    private static readonly Hypothesis[] Hypotheses =
    [
        new("H2", "“The modularity of the activation pattern graph is related to a deep learning model’s performance.”", 4, 1),
        new("H3", "“The entropy of the activation pattern is related to a deep learning model’s performance.”", 5, -1),
    ];

    public static IEnumerable<Claim> Of(IReadOnlyList<StudyComparison> studies)
    {
        return from hypothesis in Hypotheses
               from accuracy in Comparison.Accuracies
               let tests = studies.SelectMany(study => hypothesis.Tests(study, accuracy))
               select new Claim(
                   $"{hypothesis.Name}, {Names.Of(accuracy)}", hypothesis.Statement, Method, [new ClaimGroup("", [.. tests])]);
    }

    /// <summary>A hypothesis about a correlation with accuracy.</summary>
    /// <param name="Name">Its name in the paper.</param>
    /// <param name="Statement">Its words there.</param>
    /// <param name="Table">The table of the paper whose measures it is about.</param>
    /// <param name="Sign">The sign of the relation.</param>
    private sealed record Hypothesis(string Name, string Statement, int Table, int Sign)
    {
        public IEnumerable<ClaimTest> Tests(StudyComparison study, AccuracyKind accuracy)
        {
            // Layer by layer for each measure.
            return from measure in study.Figures.GroupBy(figure => (figure.Measure, figure.Form))
                   from figure in measure
                   where figure.Table == Table && figure.Accuracy == accuracy && figure.Coefficient == Coefficient.Pearson
                   let found = figure.Ours?.Pairing
                   where found is not null
                   select new ClaimTest
                   {
                       Study = study.Study,
                       IsControl = study.MixedLabels,
                       Of = figure.Form is { } form ? Names.Of(form) : $"layer {figure.Layer}, {figure.Measure}",
                       Sign = Sign,
                       Effect = found.Effect,
                       Interval = found.Interval,
                       Limits = figure.GivenTime?.Interval,
                       Smallest = Correlations.Weak,
                       P = found.P,
                       Seeds = found.Seeds,
                   };
        }
    }
}
