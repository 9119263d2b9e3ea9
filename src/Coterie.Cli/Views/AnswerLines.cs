using Coterie.Runs;
using Coterie.Runs.Results;

namespace Coterie.Cli.Views;

/// <summary>Writes the answers of a run, a few lines for each layer.</summary>
internal static class AnswerLines
{
    public static void Write(Terminal terminal, RunResults results)
    {
        if (results.Snapshots.Count == 0) return;
        RunAnswers answers = RunAnswers.Of(results.Snapshots);
        ClassNames names = new(results.Data?.Classes);
        LabelledLines lines = new(terminal);
        terminal.Line("");
        foreach (Answer answer in AnswerWords.OfModel(results.Snapshots, answers, names)) lines.Write(answer.Label, answer.Parts);
        foreach (LayerAnswers layer in answers.Layers) WriteLayer(terminal, results.Snapshots, layer, names);
    }

    public static void WriteLayer(Terminal terminal, IReadOnlyList<Snapshot> snapshots, LayerAnswers layer, ClassNames names)
    {
        LabelledLines lines = new(terminal);
        terminal.Line($"\n{AnswerWords.Heading(snapshots, layer)}");
        foreach (Answer answer in AnswerWords.OfLayer(snapshots, layer, names)) lines.Write(answer.Label, answer.Parts);
    }
}
