using System.Globalization;
using System.Text;

namespace Coterie.Paper;

/// <summary>The sections of the page with the verdicts.</summary>
internal static class VerdictSections
{
    public static void Verdicts(StringBuilder page, Comparison comparison)
    {
        page.Append("## What survives\n\nThe wording of the hypotheses is this project's.\n\n");
        Markdown.Table(
            page,
            ["", "hypothesis", "verdict", "figures", "survive", "contradicted", "beyond drift"],
            comparison.Verdicts.Select(verdict => (string[])
            [
                verdict.Hypothesis.Name, verdict.Hypothesis.Statement, $"**{Names.Of(verdict.Outcome)}**", $"{verdict.Figures}",
                $"{verdict.Surviving}", $"{verdict.Contradicted}", $"{verdict.BeyondDrift}",
            ]));
        foreach (Verdict verdict in comparison.Verdicts)
        {
            page.Append(CultureInfo.InvariantCulture, $"{verdict.Hypothesis.Name}, {Names.Of(verdict.Outcome)}:\n\n");
            foreach (string reason in verdict.Reasons) page.Append(CultureInfo.InvariantCulture, $"- {reason}\n");
            page.Append('\n');
        }
        (string p, string changes, string weak) =
            (Markdown.P(Standings.Level), Markdown.P(Standings.ChangesLevel), Markdown.Coefficient(Standings.Weak));
        page.Append(CultureInfo.InvariantCulture, $"""
            The rule: a figure is Pearson's coefficient of one study, layer and measure. It survives where its whole interval has the
            claimed sign, its median is not weak and p ≤ {p}; it is contradicted where no part of the interval reaches
            {weak} in the claimed direction; otherwise, and with one seed always, it is unclear. More than half of a study's figures
            speak for the study. A hypothesis holds where every study with true labels bears it out and no control with permuted
            labels does; holds in part where some do; fails where none does and one speaks against it. A figure is beyond drift where its
            changes correlate with the same sign and p ≤ {changes}: twenty snapshots leave no p below 0.053 for nineteen changes.
            With fewer than twenty snapshots no p reaches {p}, and nothing survives.


            """);
        Claims(page, comparison);
    }

    public static void Variants(StringBuilder page, Comparison comparison)
    {
        page.Append("## What the paper leaves open\n\n");
        page.Append("The verdicts under every choice that was measured; – where a choice does not matter.\n\n");
        Markdown.Table(
            page,
            [
                "", "S", "R", "entropy", "accuracy", "verdict", "figures", "survive", "beyond drift", "published", "signs agree",
                "strengths agree",
            ],
            comparison.Variants.Select(variant => (string[])
            [
                variant.Verdict.Hypothesis.Name,
                variant.Top?.ToString(CultureInfo.InvariantCulture) ?? Markdown.None,
                variant.Bins?.ToString(CultureInfo.InvariantCulture) ?? Markdown.None,
                variant.Form is { } form ? Names.Of(form) : Markdown.None,
                Names.Of(variant.Accuracy),
                Names.Of(variant.Verdict.Outcome),
                $"{variant.Verdict.Figures}",
                $"{variant.Verdict.Surviving}",
                $"{variant.Verdict.BeyondDrift}",
                $"{variant.Verdict.Compared}",
                $"{variant.Verdict.SignsAgree}",
                $"{variant.Verdict.StrengthsAgree}",
            ]));
    }

    private static void Claims(StringBuilder page, Comparison comparison)
    {
        ComparedFigure[] claims = [.. comparison.Studies.SelectMany(study => study.Figures)
            .Where(figure => figure is { Standing: not null, Accuracy: Comparison.Accuracy, Form: null or Comparison.Form })];
        page.Append("Of the paper's figures that claim a relation (moderate or strong, sign not in doubt), by the same rule:\n\n");
        Markdown.Table(
            page,
            ["table", "claims", "survive", "contradicted", "unclear"],
            claims.GroupBy(figure => figure.Table).OrderBy(table => table.Key).Select(table => (string[])
            [
                $"{table.Key}", $"{table.Count()}", $"{Count(table, Standing.Survives)}", $"{Count(table, Standing.Contradicted)}",
                $"{Count(table, Standing.Unclear)}",
            ]));

        static int Count(IEnumerable<ComparedFigure> figures, Standing standing) => figures.Count(figure => figure.Standing == standing);
    }
}
