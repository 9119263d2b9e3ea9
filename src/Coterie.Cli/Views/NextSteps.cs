using Coterie.Runs.Results;

namespace Coterie.Cli.Views;

/// <summary>The last lines of a command: what to ask next.</summary>
internal static class NextSteps
{
    /// <summary>The questions that a kept run answers.</summary>
    public static void OfRun(Terminal terminal, string folder, RunResults results)
    {
        if (results.Snapshots.Count == 0) return;
        RunAnswers answers = RunAnswers.Of(results.Snapshots);
        LayerAnswers layer = answers.Best ?? answers.Layers[0];
        ClassNames names = new(results.Data?.Classes);
        int hard = layer.Hardest.Count > 0 ? layer.Hardest[0].First : 0;
        int neuron = layer.Structure.Representatives[hard] is [var strongest, ..] ? strongest : 0;
        Write(
            terminal,
            folder,
            ($"--class {Quoted(names.Argument(hard))}", "the neurons that represent it"),
            ($"--layer {Quoted(layer.Name)} --neuron {neuron}", "the history of a neuron"),
            ($"--snapshot {results.Snapshots[0].Number}..{results.Snapshots[^1].Number}", "two snapshots side by side"),
            ("--tables", "every table"));
    }

    /// <summary>The questions that a folder of several seeds answers.</summary>
    public static void OfSeeds(Terminal terminal, string folder, string first)
    {
        terminal.Line("");
        terminal.Line($"next: coterie show {Quoted(folder)} --tables   every table");
        terminal.Line($"      coterie show {Quoted(first)}   one seed: layers, classes, neurons, snapshots");
    }

    /// <summary>What an analysis that is not kept leaves to ask.</summary>
    public static void OfNothingKept(Terminal terminal)
    {
        terminal.Line("");
        terminal.Line("next: --tables shows every table; --out DIR keeps the run, and");
        terminal.Line("      coterie show DIR --layer L, --class C, --neuron Q, --snapshot A..B looks closer");
    }

    /// <summary>A word for the command line, in quotes where it needs them.</summary>
    private static string Quoted(string text)
    {
        return text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '\\' or ':') ? text : $"\"{text}\"";
    }

    private static void Write(Terminal terminal, string folder, params (string Options, string What)[] steps)
    {
        terminal.Line("");
        int column = steps.Max(step => step.Options.Length);
        for (int k = 0; k < steps.Length; k++)
        {
            (string options, string what) = steps[k];
            string command = $"{(k == 0 ? "next:" : "     ")} coterie show {Quoted(folder)} {options}";
            string explained = $"{command}{new string(' ', column - options.Length)}  {what}";
            terminal.Line(explained.Length <= terminal.Output.Profile.Width ? explained : command);
        }
    }
}
