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

        Table verdicts = Tables.New(
            "The paper's hypotheses",
            "", "verdict", "figures", "survive", "contradicted", "beyond drift", "published", "signs agree");
        verdicts.Columns[1].LeftAligned();
        foreach (Verdict verdict in comparison.Verdicts)
        {
            verdicts.AddRow(
                verdict.Hypothesis.Name,
                Names.Of(verdict.Outcome),
                $"{verdict.Figures}",
                $"{verdict.Surviving}",
                $"{verdict.Contradicted}",
                $"{verdict.BeyondDrift}",
                $"{verdict.Compared}",
                $"{verdict.SignsAgree}");
        }
        terminal.Output.Write(verdicts);
    }
}
