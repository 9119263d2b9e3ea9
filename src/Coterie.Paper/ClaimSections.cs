using System.Globalization;
using System.Text;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>The sections of the page about the paper's claims, and about how close the figures are.</summary>
internal static class ClaimSections
{
    public static void Claims(StringBuilder page, Comparison comparison)
    {
        page.Append("## What became of the claims\n\n");
        Markdown.Table(
            page,
            ["", "claim", "outcome", "tests", "supported", "refuted", "undecided", "median effect"],
            comparison.Claims.Select(claim => (string[])
            [
                claim.Name, claim.Statement, $"**{Names.Of(claim.Outcome)}**",
                $"{claim.Count()}", $"{claim.Count(Outcome.Supported)}", $"{claim.Count(Outcome.Refuted)}",
                $"{claim.Count(Outcome.Undecided)}", Markdown.Coefficient(MedianEffect(claim)),
            ]));
        int family = comparison.Claims.Sum(claim => claim.Groups.Sum(group => group.Tests.Count(test => test.P is not null)));
        page.Append(CultureInfo.InvariantCulture, $"""
            H1 to H3 are the paper's hypotheses in its own words; the others are claims of its text, in this project's words. A test is one
            study, with all its seeds, and one layer and measure where the claim is about such. It supports the claim where its effect has
            the claimed sign and p, adjusted for all {family} tests below together (Benjamini and Hochberg), is at most
            {Markdown.P(Decision.Level)}; it refutes it where the interval of the effect lies wholly below the smallest effect that would
            matter; otherwise, and always with fewer than {SeedPairingTest.MinimumSeeds} seeds, it is undecided. A claim follows more than
            half of its tests in studies with true labels, in every group of tests; studies with permuted labels are controls, and a claim
            that they support as well is undecided.


            """);
        foreach (Claim claim in comparison.Claims) Tests(page, claim);
    }

    public static void Fits(StringBuilder page, Comparison comparison)
    {
        page.Append("## How close the tables are\n\n");
        page.Append("""
            Over all studies: the mean absolute difference of our coefficients, medians over seeds, from the paper's, and r over them, for
            every choice of what the paper leaves open; – where a choice does not matter. Its illegible figures and doubtful signs are left
            out.


            """);
        Markdown.Table(
            page,
            ["table", "S", "R", "entropy", "accuracy", "figures", "mean difference", "r", "same sign"],
            comparison.Fits.Select(variant => (string[])
            [
                $"{variant.Table}",
                Markdown.Number(variant.Top),
                Markdown.Number(variant.Bins),
                variant.Form is { } form ? Names.Of(form) : Markdown.None,
                Names.Of(variant.Accuracy),
                $"{variant.Fit.Figures}",
                Markdown.Coefficient(variant.Fit.MeanAbsoluteDifference),
                Markdown.Coefficient(variant.Fit.R),
                $"{variant.Fit.Signs}",
            ]));
    }

    private static void Tests(StringBuilder page, Claim claim)
    {
        page.Append(CultureInfo.InvariantCulture, $"### {claim.Name}: {Names.Of(claim.Outcome)}\n\n");
        Markdown.Paragraph(page, $"{claim.Statement} The effect: {claim.Method}.");
        Markdown.Table(
            page,
            ["against", "study", "of", "seeds", "effect", "interval", "level", "p", "adjusted", "limits", "outcome"],
            from @group in claim.Groups
            from test in @group.Tests
            select (string[])
            [
                @group.Name.Length == 0 ? Markdown.None : @group.Name,
                test.IsControl ? $"{test.Study} (control)" : test.Study,
                test.Of,
                $"{test.Seeds}",
                Markdown.Effect(test.Effect),
                Markdown.Interval(test.Interval),
                Markdown.Coefficient(test.Interval?.Level),
                Markdown.P(test.P),
                Markdown.P(test.AdjustedP),
                test.Limits == test.Interval ? Markdown.None : Markdown.Interval(test.Limits),
                Names.Of(test.Outcome),
            ]);
    }

    private static double? MedianEffect(Claim claim) => Medians.Of(
        claim.Groups.SelectMany(group => group.Tests).Where(test => !test.IsControl).Select(test => (double?)test.Effect));
}
