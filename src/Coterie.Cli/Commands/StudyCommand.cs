using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;
using Coterie.Training;

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
        Option<string?> dataSet = Options.Path(
            "--data-set", "In place of a preset: a folder or zip of images, train/CLASS/* and test/CLASS/*, or CLASS/* alone", "DIR|ZIP");
        Option<int[]?> hidden = Options.Widths("--hidden", "Widths of the hidden layers [512,512]");
        Option<double?> dropout = Options.Number("--dropout", "Share of activations dropped after each hidden layer [0.2]", x => x is >= 0 and < 1, "a number from 0 to below 1");
        Option<Optimizer?> optimizer = Options.Choice<Optimizer>("--optimizer", "How the weights follow their gradients [rmsprop]");
        Option<double?> learningRate = Options.Number("--learning-rate", "Learning rate [0.001]", x => x is > 0 and <= float.MaxValue, "a number above 0 that float32 can hold");
        Option<int?> batch = Options.Whole("--batch", "Samples of a training step [128]", 1, 1_000_000);
        TrainingOptions training = new();
        AnalysisOptions analysis = new();

        Command command = new("study", "Trains a network, analyses its hidden layers at each snapshot, and leaves a run folder.") { preset };
        command.Add(dataSet);
        training.AddTo(command);
        foreach (Option option in (Option[])[hidden, dropout, optimizer, learningRate, batch]) command.Add(option);
        analysis.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Preset chosen = Choose(parse.GetValue(preset), parse.GetValue(dataSet));
            StudySettings defaults = training.Override(chosen.Settings, parse);
            StudySettings settings = defaults with
            {
                Hidden = parse.GetResult(hidden) is null ? defaults.Hidden : parse.GetRequiredValue(hidden)!,
                Dropout = parse.GetValue(dropout) ?? defaults.Dropout,
                Optimizer = parse.GetValue(optimizer) ?? defaults.Optimizer,
                LearningRate = parse.GetValue(learningRate) ?? defaults.LearningRate,
                Batch = parse.GetValue(batch) ?? defaults.Batch,
                Seed = parse.GetValue(analysis.Seed) ?? defaults.Seed,
                Top = parse.GetValue(analysis.Top) ?? defaults.Top,
                Bins = parse.GetValue(analysis.Bins) ?? defaults.Bins,
                Resolution = parse.GetValue(analysis.Resolution) ?? defaults.Resolution,
                Threads = analysis.ThreadsOf(parse),
            };
            string? json = parse.GetValue(analysis.Json);
            JsonTarget.Check(json);
            Study study = new() { Preset = chosen.Name, Settings = settings, Memory = parse.GetValue(analysis.Memory) };
            string? folder = parse.GetValue(analysis.Out);
            string? directory = parse.GetValue(training.Data);
            return await Interruptible.RunAsync(() =>
            {
                if (parse.GetValue(training.Seeds) is { } seeds)
                {
                    Repeat(terminal, new SeededStudy(study, seeds), directory, folder ?? Path.Combine("runs", $"{study.Preset}-seeds"), json, cancellation);
                }
                else
                {
                    RunOnce(terminal, study, directory, folder ?? study.DefaultFolder(), json, cancellation);
                }
            });
        });
        return command;
    }

    private static Preset Choose(string? preset, string? dataSet)
    {
        if (dataSet is null) return Preset.Find(preset ?? Preset.Default.Name);
        if (preset is not null) throw new InputException($"--data-set: found the preset {preset} beside it, expected one of the two");
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataSet));
        if (!File.Exists(path) && !Directory.Exists(path)) throw new InputException($"--data-set: {dataSet}: no such folder or zip of images");
        string name = File.Exists(path) ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);
        return new Preset(name, new StudySettings { DataSet = path });
    }

    private static RunResults<StudySettings> Run(Terminal terminal, Study study, string? directory, string folder, CancellationToken cancellation)
    {
        return StudyRunning.Run(terminal, study, StudyRunning.Images(terminal, study.Settings, directory, cancellation), folder, cancellation);
    }

    private static void RunOnce(Terminal terminal, Study study, string? directory, string folder, string? json, CancellationToken cancellation)
    {
        RunResults<StudySettings> results = Run(terminal, study, directory, folder, cancellation);
        ResultTables.Write(terminal, results.Snapshots, results.Correlations);
        if (json is not null) Json.Write(json, results, Json.Options);
        terminal.Line($"\nThe run is in {folder}");
    }

    private static void Repeat(Terminal terminal, SeededStudy repeated, string? directory, string folder, string? json, CancellationToken cancellation)
    {
        SeedResults<StudySettings> results = repeated.Results(
            [.. repeated.Studies.Select(study => Run(terminal, study, directory, SeededStudy.FolderOf(folder, study), cancellation))]);
        SeedTables.Write(terminal, results);
        if (json is not null) Json.Write(json, results, Json.Options);
        terminal.Line($"\nThe runs are in {folder}");
    }
}
