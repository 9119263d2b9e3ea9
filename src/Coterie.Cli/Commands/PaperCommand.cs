using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Runs.Paper;
using Coterie.Runs.Studies;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie paper</c>: the paper's studies, and what was measured beside what it publishes.</summary>
internal static class PaperCommand
{
    // The glyphs alone are not the paper's. Its own tables are not read for their names: every start would pay for it.
    private static readonly string[] Known = [.. Preset.All.Select(preset => preset.Name).Where(name => name != Glyphs.Name)];

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> studies = new("studies")
        {
            Description = $"Which of {string.Join(", ", Known)} [all]",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "STUDY",
        };
        Option<string?> folder = Options.Path("--out", "Where runs and comparison go; what is finished there is not run again [runs/paper]", "DIR");
        TrainingOptions training = new();
        AnalysisOptions analysis = new();

        Command command = new("paper", "Runs the paper's studies, and writes every table and figure beside what was measured.") { studies };
        training.AddTo(command);
        foreach (Option option in (Option[])[analysis.Seed, analysis.Threads, analysis.Memory, folder]) command.Add(option);
        command.SetAction(async (parse, cancellation) =>
        {
            string[] names = parse.GetRequiredValue(studies);
            foreach (string name in names)
            {
                if (!Known.Contains(name)) throw new InputException($"the paper has no study '{name}', expected {string.Join(", ", Known)}");
            }
            SeededStudy[] chosen = [.. Known.Where(name => names.Length == 0 || names.Contains(name)).Select(name =>
            {
                Preset preset = Preset.Find(name);
                StudySettings settings = training.Override(preset.Settings, parse) with
                {
                    // The others' images have the paper's size.
                    ImageSize = name == DataSets.PlantVillage.Name ? parse.GetValue(training.ImageSize) : null,
                    Seed = parse.GetValue(analysis.Seed) ?? preset.Settings.Seed,
                    Threads = analysis.ThreadsOf(parse),
                };
                Study study = new() { Preset = name, Settings = settings, Memory = parse.GetValue(analysis.Memory) };
                return new SeededStudy(study, parse.GetValue(training.Seeds) ?? 1);
            })];
            Work work = new(terminal, parse.GetValue(training.Data), parse.GetValue(folder) ?? Path.Combine("runs", "paper"));
            return await Interruptible.RunAsync(() => work.Run(chosen, cancellation));
        });
        return command;
    }

    private sealed class Work(Terminal terminal, string? directory, string folder)
    {
        public void Run(SeededStudy[] chosen, CancellationToken cancellation)
        {
            // What cannot be run is known before hours of work, not after.
            foreach (Study study in chosen.SelectMany(repeated => repeated.Studies)) study.Finished(FolderOf(study));
            foreach (SeededStudy repeated in chosen)
            {
                foreach (Study study in repeated.Studies) Run(study, cancellation);
                ComparisonPage.Write(folder, Comparison.Of(PaperFolder.Read(folder)));
            }
            PaperTables.Write(terminal, Comparison.Of(PaperFolder.Read(folder)));
            terminal.Line($"\nThe comparison is in {Path.Combine(folder, ComparisonPage.PageName)}");
        }

        private void Run(Study study, CancellationToken cancellation)
        {
            string run = FolderOf(study);
            terminal.Line($"\n{study.Preset}, seed {study.Settings.Seed}");
            Lazy<DataSet> images = StudyRunning.Images(terminal, study.Settings, directory, cancellation);
            StudyRunning.Run(terminal, study, images, run, cancellation);
            Reanalysis[] missing =
            [
                .. PaperFolder.Variants.Select(variant => new Reanalysis(study, run, variant.Top, variant.Bins))
                    .Where(variant => variant.Finished() is null),
            ];
            foreach (Reanalysis variant in missing)
            {
                terminal.Line($"analysing again with S = {variant.Top} and R = {variant.Bins}");
                CountProgress.Show(terminal, study.Settings.Snapshots, tell =>
                {
                    variant.Run(images.Value, tell, cancellation);
                    return variant;
                });
            }
        }

        private string FolderOf(Study study)
        {
            return SeededStudy.FolderOf(PaperFolder.FolderOf(folder, study.Preset), study);
        }
    }
}
