namespace Coterie.Paper.Tests;

public class ClaimsTests
{
    [Fact]
    public void What_goes_with_the_accuracy_of_its_own_run_is_related_to_it()
    {
        IReadOnlyList<Claim> claims = Claims(Example.Study("mnist", 8, Example.Follows));

        foreach (string name in (string[])["H2, running", "H2, evaluated", "H2, test", "H3, running", "H3, evaluated", "H3, test"])
        {
            Assert.Equal(Outcome.Supported, claims.Single(claim => claim.Name == name).Outcome);
        }
    }

    [Fact]
    public void What_only_follows_the_course_that_all_runs_share_is_not()
    {
        // As strongly correlated with accuracy as the other, but with noise of its own.
        Random random = new(1);
        StudyRuns study = Example.Study("mnist", 8, (_, k) => 1 - Math.Exp(-(k + 1) / 5.0) + 0.02 * random.NextDouble());
        IReadOnlyList<Claim> claims = Claims(study);

        Assert.InRange(StudyComparison.Of(study).Figures[0].Ours!.Median, 0.95, 1);
        Assert.All(claims.Where(claim => claim.Name[0] == 'H' && claim.Name[1] != '1'), claim =>
            Assert.NotEqual(Outcome.Supported, claim.Outcome));
    }

    [Fact]
    public void Seven_seeds_decide_nothing()
    {
        Assert.All(Claims(Example.Study("mnist", 7, Example.Follows)), claim => Assert.Equal(Outcome.Undecided, claim.Outcome));
    }

    [Fact]
    public void A_control_that_shows_the_same_leaves_a_claim_undecided()
    {
        IReadOnlyList<Claim> claims = Claims(
            Example.Study("mnist", 8, Example.Follows), Example.Study("mnist-mixed", 8, Example.Follows));

        Assert.Equal(Outcome.Undecided, claims.Single(claim => claim.Name == "H2, test").Outcome);
    }

    [Fact]
    public void Communities_are_those_beyond_the_null_models()
    {
        // Modularity a sixth of the measure, the null models' 0.1: at the last snapshot 0.16 against 0.03.
        Assert.Equal(Outcome.Supported, First((accuracy, _) => accuracy).Outcome);
        Assert.Equal(Outcome.Refuted, First((accuracy, _) => accuracy / 5).Outcome);
        Assert.Equal(["random lists", "shuffled weights", "rewired"], [.. First(Example.Follows).Groups.Select(group => group.Name)]);

        static Claim First(Func<double, int, double> curve) => Claims(Example.Study("mnist", 8, curve))[0];
    }

    [Fact]
    public void Classes_part_where_more_neurons_are_unique_and_fewer_shared()
    {
        Assert.Equal(Outcome.Supported, Part((accuracy, _) => accuracy).Outcome);
        Assert.Equal(Outcome.Refuted, Part((accuracy, _) => 1 - accuracy).Outcome);

        static Claim Part(Func<double, int, double> curve) => Claims(Example.Study("mnist", 8, curve)).Single(claim => claim.Name == "C8");
    }

    [Fact]
    public void Another_number_of_representatives_is_compared_seed_by_seed()
    {
        StudyRuns study = Example.Study("mnist", 8, Example.Follows);
        Claim same = Comparison.Of([study, study with { Top = 25 }]).Claims.Single(claim => claim.Name == "C9");
        StudyRuns swings = Example.Study("mnist", 8, Example.Swings) with { Top = 100 };
        Claim other = Comparison.Of([study, swings]).Claims.Single(claim => claim.Name == "C9");

        Assert.Equal(("S = 25", Outcome.Supported), (same.Groups.Single().Name, same.Outcome));
        Assert.Equal(Outcome.Refuted, other.Outcome);
    }

    [Fact]
    public void All_tests_are_one_family()
    {
        ClaimTest[] tests =
        [
            .. Claims(Example.Study("mnist", 8, Example.Follows), Example.Study("fashion-mnist", 8, Example.Swings))
                .SelectMany(claim => claim.Groups).SelectMany(group => group.Tests),
        ];

        Assert.Contains(tests, test => test.AdjustedP > test.P);
        Assert.All(tests, test => Assert.True(test.P is null == test.AdjustedP is null && !(test.AdjustedP < test.P)));
        // By the definition, for the smallest.
        double least = tests.Min(test => test.P)!.Value;
        int count = tests.Count(test => test.P is not null), ties = tests.Count(test => test.P == least);
        Assert.True(tests.Min(test => test.AdjustedP) <= count * least / ties);
    }

    private static IReadOnlyList<Claim> Claims(params StudyRuns[] runs) => Comparison.Of(runs).Claims;
}
