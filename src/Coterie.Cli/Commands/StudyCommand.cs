using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie study</c>: trains a network and analyses its communities as it learns.</summary>
internal static class StudyCommand
{
    public static Command Create(Terminal terminal)
    {
        StudyOptions options = new();
        (TrainingOptions training, AnalysisOptions analysis) = (options.Training, options.Analysis);
        Command command = new("study", "Trains a network, analyses its hidden layers at each snapshot, and leaves a run folder.");
        options.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Study study = options.StudyOf(parse);
            string? json = parse.GetValue(analysis.Json);
            JsonTarget.Check(json);
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
