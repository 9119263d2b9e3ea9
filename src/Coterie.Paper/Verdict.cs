using Coterie.Entropy;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The verdict on a hypothesis from the measured correlations.</summary>
/// <remarks>
/// The verdict uses Pearson's coefficients of the hypothesis's table, one for each study, layer and measure. <see cref="Standings.Of"/>
/// judges each by the sign that the hypothesis claims. A study supports the hypothesis if more than half of its coefficients survive, and
/// contradicts it if more than half are contradicted. Studies with true labels decide the <see cref="Paper.Outcome"/>. Those with permuted
/// labels are controls: an effect that also occurs where nothing can be learnt is no sign of learning. Agreement with the published values
/// is counted, but does not affect the outcome.
/// </remarks>
public sealed record Verdict
{
    /// <summary>The hypothesis.</summary>
    public required Hypothesis Hypothesis { get; init; }

    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The correlations of the studies with true labels.</summary>
    public required int Figures { get; init; }

    /// <summary>How many of them survive.</summary>
    public required int Surviving { get; init; }

    /// <summary>How many are contradicted.</summary>
    public required int Contradicted { get; init; }

    /// <summary>How many of the surviving ones remain when drift is removed (<see cref="ComparedFigure.BeyondDrift"/>).</summary>
    public required int BeyondDrift { get; init; }

    /// <summary>How many published values of both coefficients can be compared, in all studies; doubtful signs are left out.</summary>
    public required int Compared { get; init; }

    /// <summary>How many of them have our sign.</summary>
    public required int SignsAgree { get; init; }

    /// <summary>How many of them have our strength.</summary>
    public required int StrengthsAgree { get; init; }

    /// <summary>The reasons, one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Judges a hypothesis.</summary>
    /// <param name="hypothesis">The hypothesis.</param>
    /// <param name="studies">The studies.</param>
    /// <param name="accuracy">Which training accuracy.</param>
    /// <param name="form">Which form of entropy; it does not affect H1 and H2.</param>
    public static Verdict Of(Hypothesis hypothesis, IReadOnlyList<StudyComparison> studies, AccuracyKind accuracy, EntropyForm form)
    {
        Judged[] judged = [.. studies.Select(study => new Judged(hypothesis, study, accuracy, form))];
        Judged[] intact = [.. judged.Where(study => !study.MixedLabels)];
        Judged[] controls = [.. judged.Where(study => study.MixedLabels)];
        ComparedFigure[] compared = [.. judged.SelectMany(study => study.Published)];
        Verdict verdict = new()
        {
            Hypothesis = hypothesis,
            Outcome = Decide(intact, controls),
            Figures = intact.Sum(study => study.Standings.Count),
            Surviving = intact.Sum(study => study.Surviving),
            Contradicted = intact.Sum(study => study.Contradicted),
            BeyondDrift = intact.Sum(study => study.BeyondDrift),
            Compared = compared.Length,
            SignsAgree = compared.Count(figure => figure.SignAgrees == true),
            StrengthsAgree = compared.Count(figure => figure.StrengthAgrees == true),
            Reasons = [],
        };
        return verdict with
        {
            Reasons =
            [
                .. judged.Select(study => study.Reason()),
                $"Figures that survive with true labels: {verdict.Surviving}; that stay when drift is taken out: {verdict.BeyondDrift}.",
                $"Published figures compared: {verdict.Compared}; signs agree: {verdict.SignsAgree}; "
                    + $"strengths agree: {verdict.StrengthsAgree}.",
            ],
        };
    }

    private static Outcome Decide(Judged[] intact, Judged[] controls)
    {
        int survive = intact.Count(study => study.Standing == Standing.Survives);
        if (survive == 0)
            return intact.Any(study => study.Standing == Standing.Contradicted) ? Outcome.Fails : Outcome.Unclear;
        return survive == intact.Length && controls.All(study => study.Standing != Standing.Survives) ? Outcome.Holds : Outcome.HoldsInPart;
    }

    private sealed class Judged
    {
        private readonly string name;
        private readonly int seeds;

        public Judged(Hypothesis hypothesis, StudyComparison study, AccuracyKind accuracy, EntropyForm form)
        {
            ComparedFigure[] figures = [.. study.Figures.Where(figure => figure.Table == hypothesis.Table
                && figure.Accuracy == accuracy && (figure.Form is null || figure.Form == form))];
            ComparedFigure[] deciding = [.. figures.Where(figure => figure.Coefficient == Coefficient.Pearson)];
            name = study.Study;
            seeds = study.Seeds;
            MixedLabels = study.MixedLabels;
            Standings = [.. deciding.Select(figure => Paper.Standings.Of(figure.Ours, hypothesis.Sign))];
            BeyondDrift = deciding.Where((figure, k) => Standings[k] == Standing.Survives && figure.BeyondDrift).Count();
            Published = [.. figures.Where(figure => figure.SignAgrees is not null && !figure.Doubtful)];
        }

        public bool MixedLabels { get; }

        public IReadOnlyList<Standing> Standings { get; }

        public int BeyondDrift { get; }

        public IReadOnlyList<ComparedFigure> Published { get; }

        public Standing Standing => Paper.Standings.Majority(Standings);

        public int Surviving => Standings.Count(standing => standing == Standing.Survives);

        public int Contradicted => Standings.Count(standing => standing == Standing.Contradicted);

        public string Reason()
        {
            string standing = (Standing, MixedLabels) switch
            {
                (Standing.Survives, false) => "bears it out",
                (Standing.Contradicted, false) => "speaks against it",
                (_, false) => "does not decide it",
                (Standing.Survives, true) => "shows the same",
                (Standing.Contradicted, true) => "does not show it",
                (_, true) => "is undecided",
            };
            string control = MixedLabels ? ", a control with permuted labels," : "";
            string alone = seeds == 1 ? "; one seed decides nothing" : $" over {seeds} seeds";
            return $"{name}{control} {standing}: {Surviving} of {Standings.Count} survive, {Contradicted} contradicted{alone}.";
        }
    }
}
