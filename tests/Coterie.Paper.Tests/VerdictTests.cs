namespace Coterie.Paper.Tests;

public class VerdictTests
{
    [Fact]
    public void What_follows_accuracy_holds_where_the_controls_stay_silent()
    {
        IReadOnlyList<Verdict> verdicts = Judge(
            Example.Study("mnist", 3, Example.Follows),
            Example.Study("mnist-mixed", 3, Example.Swings),
            Example.Study("fashion-mnist", 3, Example.Follows));

        Assert.All(verdicts, verdict => Assert.Equal(Outcome.Holds, verdict.Outcome));
        Assert.Equal([2, 16, 2], verdicts.Select(verdict => verdict.Figures));
        Assert.Equal([2, 16, 2], verdicts.Select(verdict => verdict.Surviving));
    }

    [Fact]
    public void A_control_with_the_same_effect_makes_the_verdict_partial()
    {
        IReadOnlyList<Verdict> verdicts = Judge(
            Example.Study("mnist", 3, Example.Follows), Example.Study("mnist-mixed", 3, Example.Follows));

        Assert.All(verdicts, verdict => Assert.Equal(Outcome.HoldsInPart, verdict.Outcome));
    }

    [Fact]
    public void One_supporting_study_of_two_makes_the_verdict_partial()
    {
        IReadOnlyList<Verdict> verdicts = Judge(
            Example.Study("mnist", 3, Example.Follows), Example.Study("fashion-mnist", 3, Example.Swings));

        Assert.All(verdicts, verdict => Assert.Equal(Outcome.HoldsInPart, verdict.Outcome));
    }

    [Fact]
    public void What_runs_against_accuracy_fails()
    {
        IReadOnlyList<Verdict> verdicts = Judge(Example.Study("mnist", 3, (accuracy, _) => 1 - accuracy));

        Assert.All(verdicts, verdict => Assert.Equal(Outcome.Fails, verdict.Outcome));
        Assert.Equal([1, 8, 1], verdicts.Select(verdict => verdict.Contradicted));
        Assert.Equal(0, verdicts[2].SignsAgree);
        Assert.Equal(2, verdicts[2].Compared);
    }

    [Fact]
    public void One_seed_or_a_measure_that_stands_still_decides_nothing()
    {
        Assert.All(Judge(Example.Study("mnist", 1, Example.Follows)), verdict => Assert.Equal(Outcome.Unclear, verdict.Outcome));
        Assert.All(Judge(Example.Study("mnist", 3, (_, _) => 0.5)), verdict => Assert.Equal(Outcome.Unclear, verdict.Outcome));
        Assert.All(Judge(Example.Study("mnist-mixed", 3, Example.Follows)), verdict => Assert.Equal(Outcome.Unclear, verdict.Outcome));
    }

    [Fact]
    public void Two_snapshots_are_no_evidence()
    {
        Assert.All(
            Judge(Example.Study("mnist", 3, Example.Follows, snapshots: 2)), verdict => Assert.NotEqual(Outcome.Holds, verdict.Outcome));
    }

    [Fact]
    public void Doubtful_signs_are_not_counted()
    {
        Verdict verdict = Judge(Example.Study("mnist-mixed", 2, Example.Follows))[1];

        Assert.Equal(15, verdict.Compared);
    }

    [Fact]
    public void Every_study_gives_a_reason()
    {
        Verdict verdict = Judge(Example.Study("mnist", 3, Example.Follows), Example.Study("mnist-mixed", 1, Example.Follows))[0];

        Assert.Equal("mnist bears it out: 1 of 1 survive, 0 contradicted over 3 seeds.", verdict.Reasons[0]);
        Assert.Equal(
            "mnist-mixed, a control with permuted labels, is undecided: 0 of 1 survive, 0 contradicted; one seed decides nothing.",
            verdict.Reasons[1]);
    }

    private static IReadOnlyList<Verdict> Judge(params StudyRuns[] runs)
    {
        return Comparison.Of(runs).Verdicts;
    }
}
