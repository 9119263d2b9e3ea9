using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;
using Coterie.Torch;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie study</c>: trains a network and watches its communities form.</summary>
internal static class StudyCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> preset = new("preset")
        {
            Description = $"One of {string.Join(", ", Preset.All.Select(known => known.Name))} [{Preset.Default.Name}]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> data = Options.Path("--data", "The folder with the data set's files [COTERIE_DATA, the cache, or a download]", "DIR");
        Option<int?> samples = Options.Whole("--samples", "Training samples, and a sixth as many for the test [all]", 1);
        Option<int[]?> hidden = Options.Widths("--hidden", "Widths of the hidden layers [512,512]");
        Option<double?> dropout = Options.Number("--dropout", "Share of activations dropped after each hidden layer [0.2]", x => x is >= 0 and < 1, "a number from 0 to below 1");
        Option<Optimizer?> optimizer = Options.Choice<Optimizer>("--optimizer", "How the weights follow their gradients [rmsprop]");
        Option<double?> learningRate = Options.Number("--learning-rate", "Learning rate [0.001]", x => x > 0, "a number above 0");
        Option<int?> batch = Options.Whole("--batch", "Samples of a training step [128]", 1, 1_000_000);
        Option<int?> epochs = Options.Whole("--epochs", "Passes over the training samples [20]", 1, 100_000);
        Option<int?> snapshots = Options.Whole("--snapshots", "Snapshots, at even spacing [one an epoch]", 1);
        Option<string?> device = new("--device") { Description = "Where to train: cpu, cuda, cuda:1, mps [cpu]", HelpName = "DEVICE" };
        AnalysisOptions analysis = new();

        Command command = new("study", "Trains a network, analyses its hidden layers at each snapshot, and leaves a run folder.") { preset };
        foreach (Option option in (Option[])[data, samples, hidden, dropout, optimizer, learningRate, batch, epochs, snapshots, device]) command.Add(option);
        analysis.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Preset chosen = Preset.Find(parse.GetValue(preset) ?? Preset.Default.Name);
            StudySettings defaults = chosen.Settings;
            int epochCount = parse.GetValue(epochs) ?? defaults.Epochs;
            StudySettings settings = defaults with
            {
                Samples = parse.GetValue(samples) ?? defaults.Samples,
                Hidden = parse.GetResult(hidden) is null ? defaults.Hidden : parse.GetRequiredValue(hidden)!,
                Dropout = parse.GetValue(dropout) ?? defaults.Dropout,
                Optimizer = parse.GetValue(optimizer) ?? defaults.Optimizer,
                LearningRate = parse.GetValue(learningRate) ?? defaults.LearningRate,
                Batch = parse.GetValue(batch) ?? defaults.Batch,
                Epochs = epochCount,
                Snapshots = parse.GetValue(snapshots) ?? epochCount,
                Seed = parse.GetValue(analysis.Seed) ?? defaults.Seed,
                Top = parse.GetValue(analysis.Top) ?? defaults.Top,
                Bins = parse.GetValue(analysis.Bins) ?? defaults.Bins,
                Resolution = parse.GetValue(analysis.Resolution) ?? defaults.Resolution,
                Threads = analysis.ThreadsOf(parse),
                Device = parse.GetValue(device) ?? defaults.Device,
            };
            if (settings.Snapshots > settings.Epochs)
            {
                throw new InputException($"--snapshots: found {settings.Snapshots}, expected at most the {settings.Epochs} epochs");
            }
            Devices.Find(settings.Device);
            JsonTarget.Check(parse.GetValue(analysis.Json));

            Study study = new()
            {
                Preset = chosen.Name,
                Settings = settings,
                Memory = analysis.MemoryOf(parse),
            };
            string folder = parse.GetValue(analysis.Out) ?? study.DefaultFolder();
            string? json = parse.GetValue(analysis.Json);
            return await Interruptible.RunAsync(() =>
            {
                // The folder is looked at before the data: it may refuse the run, or have it already.
                RunResults<StudySettings> results = study.Finished(folder)
                    ?? Run(terminal, study, Load(terminal, settings, parse.GetValue(data), cancellation), folder, cancellation);
                Show(terminal, results, folder, json);
            });
        });
        return command;
    }

    private static DataSet Load(Terminal terminal, StudySettings settings, string? directory, CancellationToken cancellation)
    {
        // Of the glyphs only those asked for are drawn; fewer are the first of more.
        DataSet images = settings is { DataSet: Glyphs.Name, Samples: { } some }
            ? Glyphs.Generate(
                Glyphs.DefaultSeed,
                Math.Clamp(some, Glyphs.ClassNames.Count, Glyphs.TrainCount),
                Math.Clamp(some / 6, Glyphs.ClassNames.Count, Glyphs.TestCount))
            : DataSetLoading.LoadAsync(terminal, settings.DataSet, directory, cancellation).GetAwaiter().GetResult();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return Study.Prepare(images, settings);
        }
        catch (InputException e) when (settings.Samples is not null)
        {
            throw new InputException($"--samples: {e.Message}", e);
        }
    }

    private static RunResults<StudySettings> Run(Terminal terminal, Study study, DataSet images, string folder, CancellationToken cancellation)
    {
        StudySettings settings = study.Settings;
        terminal.Line(
            $"{study.Preset}: {images.Train.Count:N0} + {images.Test.Count:N0} images, hidden layers {string.Join(", ", settings.Hidden)}, "
            + $"{settings.Epochs} epochs, {settings.Snapshots} snapshots");
        RunResults<StudySettings>? results = null;
        try
        {
            new StudyProgress(terminal).Run(tell => results = study.Run(images, folder, tell, cancellation));
        }
        catch (OperationCanceledException)
        {
            terminal.Line($"stopped; the same command goes on from the last finished epoch in {folder}");
            throw;
        }
        return results!;
    }

    private static void Show(Terminal terminal, RunResults<StudySettings> results, string folder, string? json)
    {
        ResultTables.Write(terminal, results.Snapshots, results.Correlations);
        if (json is not null) Json.Write(json, results, Json.Options);
        terminal.Line($"\nThe run is in {folder}");
    }
}
