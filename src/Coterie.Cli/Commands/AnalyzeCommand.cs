using System.CommandLine;
using Coterie.Activations;
using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Dumps;
using Coterie.Runs.Results;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie analyze</c>: analyses activations that another program saved.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> dumps = new("dumps")
        {
            Description = "A file for each snapshot, named by epoch (epoch-01.npz, ...): NumPy .npz or .npy, a zip of .npy, or "
                + "safetensors; an array for each layer (samples × neurons; N×C×H×W and N×T×F are pooled) and labels (numbers, text or "
                + "one-hot)",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "DUMP",
        };
        // Otherwise a misspelt option would be reported as a missing file.
        dumps.Validators.Add(result =>
        {
            string? option = result.Tokens
                .Select(token => token.Value)
                .FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal));
            if (option is not null) result.AddError($"found '{option}', expected the name of a dump");
        });
        Option<string?> accuracy = Options.Path(
            "--accuracy",
            "A CSV file with epoch and any of running, evaluated, test_accuracy; or as Keras, Lightning or pandas write it (accuracy, "
                + "train_acc, val_accuracy, ...)",
            "FILE.csv");
        Option<int[]?> epochs = Options.Epochs(
            "--epochs", "The epoch of each dump, in the order given [from the names]");
        Option<Pooling?> pooling = Options.Choice<Pooling>(
            "--pooling", "How the positions of a convolution or a sequence become one activation [mean]");
        Option<LayoutRule[]?> layout = Options.List(
            "--layout",
            "Where neurons stand in arrays of three axes and more, for all or by layer: conv*=channels-last "
                + "[channels-first; N×T×F of three axes: channels-last]",
            "ORDER|LAYER=ORDER",
            LayoutRule.Parse,
            LayoutRule.Expected);
        Option<string[]?> layers = Options.List(
            "--layers", "The arrays to take for layers, by name or pattern [all that can be]", "NAME,...", Name, "names of arrays");
        Option<string?> labels = Options.Path(
            "--labels",
            "The array of labels, or a file that has them for every dump: .npy, .npz, safetensors or CSV [labels]",
            "NAME|FILE");
        AnalysisOptions analysis = new();

        Command command = new("analyze", "Analyses activations from elsewhere.")
        {
            dumps, accuracy, epochs, pooling, layout, layers, labels,
        };
        analysis.AddTo(command);
        command.SetAction((parse, cancellation) => Interruptible.RunAsync(() =>
        {
            AnalysisSettings settings = analysis.Override(new AnalysisSettings { Memory = FreeMemory.Bytes() / 2 }, parse);
            string? json = parse.GetValue(analysis.Json);
            string? folder = parse.GetValue(analysis.Out);
            JsonTarget.Check(json);

            string[] files = parse.GetRequiredValue(dumps);
            DumpReading reading = new()
            {
                Pooling = parse.GetValue(pooling) ?? Pooling.Mean,
                Layout = parse.GetValue(layout) ?? [],
                Layers = parse.GetValue(layers) ?? [],
                Labels = parse.GetValue(labels) ?? DumpReading.DefaultLabels,
            };
            int[]? stated = parse.GetResult(epochs) is null ? null : parse.GetValue(epochs);
            DumpAnalysis work = new(files, parse.GetValue(accuracy), settings, reading, stated);
            if (folder is not null && work.IsFinished(folder))
            {
                terminal.Line($"{folder} holds this run, finished: its results are shown, and nothing is analysed again");
            }
            RunResults results;
            try
            {
                results = Bars.Show(terminal, bars => work.Run(folder, new CountProgress(bars, files.Length), cancellation));
            }
            catch (OperationCanceledException)
            {
                terminal.Line(
                    folder is null ? "stopped" : $"stopped; the same command goes on from the last finished snapshot in {folder}");
                throw;
            }
            foreach (string note in work.Notes) terminal.Note(note);
            if (settings.Doubt(results.Snapshots[0].Classes) is { } doubt) terminal.Note($"warning: {doubt}");
            AnswerLines.Write(terminal, results);
            if (parse.GetValue(analysis.Tables)) ResultTables.Write(terminal, results);
            if (folder is null) NextSteps.OfNothingKept(terminal);
            else NextSteps.OfRun(terminal, folder, results);
            if (json is not null) Json.Write(json, results, Json.Options);
            if (folder is not null) terminal.Line($"\nThe run is in {folder}");
        }));
        return command;

        static string? Name(string text) => text.Length > 0 && !text.StartsWith("--", StringComparison.Ordinal) ? text : null;
    }
}
