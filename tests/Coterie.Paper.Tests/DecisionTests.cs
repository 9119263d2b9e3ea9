using Coterie.Statistics;

namespace Coterie.Paper.Tests;

public class DecisionTests
{
    [Theory]
    // An effect in the claimed direction that chance hardly makes.
    [InlineData(0.2, 0.1, 0.3, 0.01, 8, Outcome.Supported)]
    [InlineData(0.2, 0.1, 0.3, 0.06, 8, Outcome.Undecided)]
    // The other way round.
    [InlineData(-0.2, -0.3, -0.1, 0.01, 8, Outcome.Refuted)]
    // Hardly any effect, to be relied on; or one that is not known well enough.
    [InlineData(0.01, -0.05, 0.08, 0.6, 8, Outcome.Refuted)]
    [InlineData(0.01, -0.05, 0.12, 0.6, 8, Outcome.Undecided)]
    // Small, but to be relied on.
    [InlineData(0.05, 0.03, 0.08, 0.01, 8, Outcome.Supported)]
    // Too few seeds decide nothing.
    [InlineData(0.2, 0.1, 0.3, 0.001, 7, Outcome.Undecided)]
    [InlineData(0.0, -0.01, 0.01, 1.0, 7, Outcome.Undecided)]
    public void A_test_is_decided_by_its_adjusted_p_or_by_the_smallest_effect_that_matters(
        double effect, double lower, double upper, double p, int seeds, Outcome expected)
    {
        ClaimTest test = Test(effect, lower, upper, p, seeds);
        Assert.Equal(expected, test.Outcome);
        Assert.Equal(expected, (test with
        {
            Sign = -1,
            Effect = -effect,
            Limits = new MedianInterval(-upper, -lower, 0.99),
        }).Outcome);
    }

    [Fact]
    public void Without_an_interval_or_a_p_nothing_is_decided()
    {
        ClaimTest test = Test(0.2, 0.1, 0.3, 0.01, 8);
        Assert.Equal(Outcome.Undecided, (test with { AdjustedP = null }).Outcome);
        Assert.Equal(Outcome.Undecided, (Test(0, -0.01, 0.01, 1, 8) with { Limits = null }).Outcome);
    }

    [Fact]
    public void More_than_half_of_the_tests_with_true_labels_decide_a_group()
    {
        ClaimTest supported = Test(0.2, 0.1, 0.3, 0.01, 8), refuted = Test(-0.2, -0.3, -0.1, 0.01, 8), open = Test(0.1, -1, 1, 0.5, 8);
        ClaimTest control = supported with { IsControl = true };

        Assert.Equal(Outcome.Supported, Decision.Of([supported, supported, open]));
        Assert.Equal(Outcome.Undecided, Decision.Of([supported, open]));
        Assert.Equal(Outcome.Refuted, Decision.Of([refuted, refuted, supported]));
        Assert.Equal(Outcome.Undecided, Decision.Of([supported, refuted]));
        Assert.Equal(Outcome.Undecided, Decision.Of([]));
        Assert.Equal(Outcome.Undecided, Decision.Of([control]));
        // What the control shows as well is no sign of learning.
        Assert.Equal(Outcome.Undecided, Decision.Of([supported, control]));
        Assert.Equal(Outcome.Supported, Decision.Of([supported, control with { Effect = -0.2 }]));
    }

    [Fact]
    public void A_claim_must_hold_in_every_group()
    {
        ClaimGroup supported = new("a", [Test(0.2, 0.1, 0.3, 0.01, 8)]), refuted = new("b", [Test(-0.2, -0.3, -0.1, 0.01, 8)]);
        ClaimGroup open = new("c", [Test(0.1, -1, 1, 0.5, 8)]);

        Assert.Equal(Outcome.Supported, Of(supported));
        Assert.Equal(Outcome.Refuted, Of(supported, refuted, open));
        Assert.Equal(Outcome.Undecided, Of(supported, open));
        Assert.Equal(Outcome.Undecided, Of());

        static Outcome Of(params ClaimGroup[] groups) => new Claim("C", "", "", groups).Outcome;
    }

    private static ClaimTest Test(double effect, double lower, double upper, double p, int seeds)
    {
        MedianInterval interval = new(lower, upper, 0.99);
        return new ClaimTest
        {
            Study = "mnist",
            IsControl = false,
            Of = "layer 1",
            Effect = effect,
            Interval = interval,
            Limits = interval,
            Smallest = 0.1,
            P = p / 2,
            AdjustedP = p,
            Seeds = seeds,
        };
    }
}
