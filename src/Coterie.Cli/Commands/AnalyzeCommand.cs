using System.CommandLine;
using Coterie.Activations;
using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Dumps;
using Coterie.Runs.Models;
using Coterie.Runs.Results;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie analyze</c>: analyses networks that another program trained, from its models or from activations it saved.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = new("files")
        {
            Description = "One for each snapshot, named by epoch (epoch-01.onnx, ...): ONNX models, which are run on --data; or dumps of "
                + "activations, NumPy .npz or .npy, a zip of .npy, or safetensors: an array for each layer (samples × neurons; N×C×H×W and "
                + "N×T×F are pooled) and labels (numbers, text or one-hot)",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "MODEL.onnx|DUMP",
        };
        // Otherwise a misspelt option would be reported as a missing file.
        files.Validators.Add(result =>
        {
            string? option = result.Tokens
                .Select(token => token.Value)
                .FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal));
            if (option is not null) result.AddError($"found '{option}', expected the name of a model or a dump");
        });
        Option<string?> data = Options.Path(
            "--data",
            "What models are run on: a data set's name, its folder, a folder or zip of images, or an .npz with an array for each input and "
                + "labels",
            "NAME|DIR|ZIP|FILE.npz");
        Option<int?> samples = Options.Whole("--samples", "Training images, and a sixth as many for the test [all]", 1);
        InputOptions inputs = new();
        Option<string?> accuracy = Options.Path(
            "--accuracy",
            "A CSV file with epoch and any of running, evaluated, test_accuracy; or as Keras, Lightning or pandas write it (accuracy, "
                + "train_acc, val_accuracy, ...)",
            "FILE.csv");
        Option<int[]?> epochs = Options.Epochs("--epochs", "The epoch of each file, in the order given [from the names]");
        Option<Pooling?> pooling = Options.Choice<Pooling>(
            "--pooling", "How the positions of a convolution or a sequence become one activation [mean]");
        Option<LayoutRule[]?> layout = Options.List(
            "--layout",
            "Which axis of a dump's arrays of three axes and more holds the neurons, for all or by layer: conv*=channels-last "
                + "[channels-first; N×T×F of three axes: channels-last]",
            "ORDER|LAYER=ORDER",
            LayoutRule.Parse,
            LayoutRule.Expected);
        Option<string[]?> layers = Options.List(
            "--layers", "The layers to take, by name or pattern [all that can be]", "NAME,...", Name, "names of layers");
        Option<string?> labels = Options.Path(
            "--labels",
            "The array of labels, or a file that has them for every dump: .npy, .npz, safetensors or CSV [labels]",
            "NAME|FILE");
        AnalysisOptions analysis = new();

        Command command = new("analyze", "Analyses networks that were trained elsewhere.") { files, data, samples };
        inputs.AddTo(command);
        foreach (Option option in (Option[])[accuracy, epochs, pooling, layout, layers, labels]) command.Add(option);
        analysis.AddTo(command);
        command.SetAction((parse, cancellation) => Interruptible.RunAsync(() =>
        {
            AnalysisSettings settings = analysis.Override(new AnalysisSettings { Memory = FreeMemory.Bytes() / 2 }, parse);
            string? folder = parse.GetValue(analysis.Out);
            JsonTarget.Check(parse.GetValue(analysis.Json));
            string[] named = parse.GetRequiredValue(files);
            int[]? stated = parse.GetResult(epochs) is null ? null : parse.GetValue(epochs);
            bool areModels = AreModels(named);
            RequireFitting(parse, named[0], areModels, areModels ? [layout] : [data, samples, .. inputs.All]);
            (RunResults results, IReadOnlyList<string> notes) = areModels ? Models() : Dumps();

            foreach (string note in notes) terminal.Note(note);
            if (settings.Doubt(results.Snapshots[0].Classes) is { } doubt) terminal.Note($"warning: {doubt}");
            AnswerLines.Write(terminal, results);
            if (parse.GetValue(analysis.Tables)) ResultTables.Write(terminal, results);
            if (folder is null) NextSteps.OfNothingKept(terminal);
            else NextSteps.OfRun(terminal, folder, results);
            if (parse.GetValue(analysis.Json) is { } json) Json.Write(json, results, Json.Options);
            if (folder is null) return;
            terminal.Line($"\nThe run is in {folder}");
            if (!parse.GetValue(analysis.NoReport)) RunReport.Write(terminal, folder);

            (RunResults, IReadOnlyList<string>) Dumps()
            {
                DumpReading reading = new()
                {
                    Pooling = parse.GetValue(pooling) ?? Pooling.Mean,
                    Layout = parse.GetValue(layout) ?? [],
                    Layers = parse.GetValue(layers) ?? [],
                    Labels = parse.GetValue(labels) ?? DumpReading.DefaultLabels,
                };
                DumpAnalysis work = new(named, parse.GetValue(accuracy), settings, reading, stated);
                if (folder is not null && work.IsFinished(folder)) terminal.Line(Finished(folder));
                RunResults found = Show(bars => work.Run(folder, new CountProgress(bars, work.Count), cancellation));
                return (found, work.Notes);
            }

            (RunResults, IReadOnlyList<string>) Models()
            {
                ModelReading reading = new()
                {
                    Data = parse.GetValue(data) ?? throw new InputException(
                        $"{named[0]}: found a model, but no --data to run it on; expected a data set's name or folder, images, or an .npz "
                        + "of inputs"),
                    Labels = parse.GetValue(labels) ?? DumpReading.DefaultLabels,
                    Samples = parse.GetValue(samples),
                    Inputs = inputs.Choices(parse),
                    Layers = parse.GetValue(layers) ?? [],
                    Pooling = parse.GetValue(pooling) ?? Pooling.Mean,
                };
                ModelAnalysis work = new(named, parse.GetValue(accuracy), settings, reading, stated);
                RunResults found = Show(
                    bars => work.Run(folder, new CountProgress(bars, work.Count), new LoadBars(bars), cancellation));
                if (work.WasFinished) terminal.Line(Finished(folder!));
                return (found, work.Notes);
            }

            RunResults Show(Func<Spectre.Console.ProgressContext?, RunResults> work)
            {
                try
                {
                    return Bars.Show(terminal, work);
                }
                catch (OperationCanceledException)
                {
                    terminal.Line(
                        folder is null ? "stopped" : $"stopped; the same command goes on from the last finished snapshot in {folder}");
                    throw;
                }
            }
        }));
        return command;

        static string? Name(string text) => text.Length > 0 && !text.StartsWith("--", StringComparison.Ordinal) ? text : null;
    }

    private static string Finished(string folder)
    {
        return $"{folder} holds this run, finished: its results are shown, and nothing is analysed again";
    }

    private static bool AreModels(string[] files)
    {
        string[] models = [.. files.Where(file => Path.GetExtension(file).Equals(".onnx", StringComparison.OrdinalIgnoreCase))];
        if (models.Length == 0 || models.Length == files.Length) return models.Length > 0;
        string other = files.First(file => !models.Contains(file, StringComparer.Ordinal));
        throw new InputException($"found {models[0]} and {other}, expected models alone, or dumps alone");
    }

    // What would have no effect is no option here.
    private static void RequireFitting(ParseResult parse, string file, bool areModels, Option[] unfitting)
    {
        if (unfitting.FirstOrDefault(option => parse.GetResult(option) is not null) is not { } odd) return;
        // What is neither has a better message of its own.
        if (!areModels && File.Exists(file)) new DumpFile(file).Dispose();
        string found = areModels ? "models" : "dumps of activations", expected = areModels ? "dumps" : "ONNX models";
        throw new InputException($"{odd.Name}: found it for {found}, expected it for {expected} only");
    }
}
