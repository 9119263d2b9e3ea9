using Coterie.Paper;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>A short form of the comparison with the paper, at most 100 columns wide.</summary>
internal static class PaperTables
{
    public static void Write(Terminal terminal, Comparison comparison)
    {
        Table accuracies = Tables.New("Accuracy, per cent: ours and the paper's", "study", "seeds", "train", "theirs", "test", "theirs");
        accuracies.Columns[0].LeftAligned();
        foreach (StudyComparison study in comparison.Studies)
        {
            accuracies.AddRow(
                study.Study,
                $"{study.Seeds}",
                Numbers.Of(100 * study.Accuracy.Running, "0.00"),
                Numbers.Of(study.Theirs?.TrainAccuracy, "0.00"),
                Numbers.Of(100 * study.Accuracy.Test, "0.00"),
                Numbers.Of(study.Theirs?.TestAccuracy, "0.00"));
        }
        terminal.Output.Write(accuracies);

        Table claims = Tables.New("The paper's claims", "", "outcome", "tests", "supported", "refuted", "undecided");
        claims.Columns[0].LeftAligned();
        claims.Columns[1].LeftAligned();
        foreach (Claim claim in comparison.Claims)
        {
            claims.AddRow(
                claim.Name,
                Names.Of(claim.Outcome),
                $"{claim.Count()}",
                $"{claim.Count(Outcome.Supported)}",
                $"{claim.Count(Outcome.Refuted)}",
                $"{claim.Count(Outcome.Undecided)}");
        }
        terminal.Output.Write(claims);
    }
}
