using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Training;
using Coterie.Training.Models;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie study</c>: trains a network and analyses its communities as it learns.</summary>
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
            "--data-set",
            "In place of a preset: a folder or zip of images, train/CLASS/* and test/CLASS/*, or CLASS/* alone; or four IDX files",
            "DIR|ZIP");
        Option<string?> named = new("--network")
        {
            Description = string.Join("; ", Networks.All.Select(known => $"{known.Name}: {known.Description}"))
                + $" [{Networks.Default.Name}]",
            HelpName = string.Join('|', Networks.All.Select(known => known.Name)),
        };
        Option<int[]?> hidden = Options.Widths(
            "--hidden", "Widths of the fully connected hidden layers [512,512; glyphs 256,128; cnn 128]");
        TrainingOptions training = new();
        AnalysisOptions analysis = new();

        Command command = new("study", "Trains a network, analyses its hidden layers at each snapshot, and leaves a run folder.")
        {
            preset,
            dataSet,
        };
        training.AddTo(command);
        foreach (Option option in (Option[])[named, hidden]) command.Add(option);
        analysis.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Preset chosen = Choose(parse.GetValue(preset), parse.GetValue(dataSet));
            TrainingSettings network = Of(parse.GetValue(named), chosen.Settings.Training);
            if (parse.GetResult(hidden) is not null) network = network with { Hidden = parse.GetRequiredValue(hidden)! };
            StudySettings settings = training.Override(chosen.Settings with { Training = network }, parse) with
            {
                Analysis = analysis.Override(chosen.AnalysisOf(network), parse),
            };
            settings = settings.WithSeed(settings.Analysis.Seed);
            settings.Validate();
            string? json = parse.GetValue(analysis.Json);
            JsonTarget.Check(json);
            Study study = new() { Preset = chosen.Name, Settings = settings, KeepsSpacing = !training.NamesSnapshots(parse) };
            string? folder = parse.GetValue(analysis.Out);
            string? directory = parse.GetValue(training.Data);
            bool withTables = parse.GetValue(analysis.Tables), withReport = !parse.GetValue(analysis.NoReport);
            return await Interruptible.RunAsync(() =>
            {
                if (parse.GetValue(training.Seeds) is { } seeds)
                {
                    folder = Repeat(terminal, new SeededStudy(study, seeds), directory, folder, json, withTables, cancellation);
                }
                else
                {
                    folder = RunOnce(terminal, study, directory, folder, json, withTables, cancellation);
                }
                if (withReport) RunReport.Write(terminal, folder);
            });
        });
        return command;
    }

    // A preset's widths and learning rate belong to its network; another network uses its own defaults.
    private static TrainingSettings Of(string? network, TrainingSettings preset)
    {
        if (network is null || network == preset.Network) return preset;
        return new TrainingSettings { Network = Networks.Find(network).Name };
    }

    private static Preset Choose(string? preset, string? dataSet)
    {
        if (dataSet is null) return Preset.Find(preset ?? Preset.Default.Name);
        if (preset is not null) throw new InputException($"--data-set: found the preset {preset} beside it, expected one of the two");
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataSet));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new InputException($"--data-set: {dataSet}: no such folder or zip of images");
        }
        return new Preset(DataStore.NameOf(path), new StudySettings { Data = new DataSettings { Name = path } });
    }

    private static string RunOnce(
        Terminal terminal, Study study, string? directory, string? named, string? json, bool withTables, CancellationToken cancellation)
    {
        (RunResults results, string folder) = StudyRunning.Run(
            terminal,
            study,
            directory,
            images => named ?? study.DefaultFolder(images),
            named is null ? study.PreferredFolder : null,
            seed: (1, 1),
            cancellation);
        AnswerLines.Write(terminal, results);
        if (withTables) ResultTables.Write(terminal, results);
        NextSteps.OfRun(terminal, folder, results);
        if (json is not null) Json.Write(json, results, Json.Options);
        terminal.Line($"\nThe run is in {folder}");
        return folder;
    }

    private static string Repeat(
        Terminal terminal,
        SeededStudy repeated,
        string? directory,
        string? folder,
        string? json,
        bool withTables,
        CancellationToken cancellation)
    {
        List<RunResults> runs = [];
        foreach (Study study in repeated.Studies)
        {
            (RunResults run, string seed) = StudyRunning.Run(
                terminal,
                study,
                directory,
                images => SeededStudy.FolderOf(folder ?? repeated.DefaultFolder(images), study),
                folder is null ? SeededStudy.FolderOf(repeated.PreferredFolder, study) : null,
                (runs.Count + 1, repeated.Studies.Count),
                cancellation);
            runs.Add(run);
            // The first seed decides where all go.
            folder ??= Path.GetDirectoryName(seed)!;
        }
        SeedResults results = SeedResults.Of(runs);
        SeedAnswers.Write(terminal, results);
        if (withTables) SeedTables.Write(terminal, results, [.. repeated.Studies.Select(study => study.Settings.Seed)]);
        NextSteps.OfSeeds(terminal, folder!, SeededStudy.FolderOf(folder!, repeated.Studies[0]));
        if (json is not null) Json.Write(json, results, Json.Options);
        terminal.Line($"\nThe runs are in {folder}");
        return folder!;
    }
}
