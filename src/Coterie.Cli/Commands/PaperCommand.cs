using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Data;
using Coterie.Paper;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie paper</c>: repeats the paper's studies and compares the results with the published ones.</summary>
internal static class PaperCommand
{
    // Every preset but the glyphs is a study of the paper. Reading the names from the published tables would slow down every start.
    private static readonly string[] Known = [.. Preset.All.Select(preset => preset.Name).Where(name => name != Glyphs.Name)];

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> studies = new("studies")
        {
            Description = $"Which of {string.Join(", ", Known)} [all]",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "STUDY",
        };
        Option<string?> folder = Options.Path(
            "--out", "Where runs and comparison go; what is finished there is not run again [runs/paper]", "DIR");
        Option<string?> named = new("--recipe")
        {
            Description = string.Join("; ", Recipe.All.Select(recipe => $"{recipe.Name}: {recipe.Description}"))
                + $" [{Recipe.Default.Name}]",
            HelpName = string.Join('|', Recipe.All.Select(recipe => recipe.Name)),
        };
        TrainingOptions training = new();
        AnalysisOptions analysis = new();

        Command command = new("paper", "Runs the paper's studies, and writes its tables and figures beside what was measured.") { studies };
        training.AddTo(command);
        foreach (Option option in (Option[])[named, analysis.Seed, analysis.Threads, analysis.Memory, folder]) command.Add(option);
        command.SetAction(async (parse, cancellation) =>
        {
            string[] names = parse.GetRequiredValue(studies);
            foreach (string name in names)
            {
                if (!Known.Contains(name))
                {
                    throw new InputException($"the paper has no study '{name}', expected {string.Join(", ", Known)}");
                }
            }
            Recipe recipe = parse.GetValue(named) is { } asked ? Recipe.Find(asked) : Recipe.Default;
            SeededStudy[] chosen = [.. Known.Where(name => names.Length == 0 || names.Contains(name)).Select(name =>
            {
                Preset preset = Preset.Find(name);
                StudySettings settings = training.Override(
                    preset.Settings with { Training = recipe.Of(preset.Settings.Training) }, parse);
                if (settings.Snapshots.Epochs is null)
                {
                    throw new InputException(
                        $"--snapshots: found {settings.Snapshots}, expected N or N+log:N: the paper's are evenly spaced epochs");
                }
                settings = settings with
                {
                    // The images of the other studies already have the paper's size.
                    Data = settings.Data with
                    {
                        ImageSize = name == DataSets.PlantVillage.Name ? parse.GetValue(training.ImageSize) : null,
                    },
                    Analysis = analysis.Override(settings.Analysis, parse),
                };
                Study study = new() { Preset = name, Settings = settings.WithSeed(settings.Analysis.Seed) };
                return new SeededStudy(study, parse.GetValue(training.Seeds) ?? 1);
            })];
            string? directory = parse.GetValue(training.Data);
            string target = parse.GetValue(folder) ?? Path.Combine("runs", "paper");
            return await Interruptible.RunAsync(() => Run(terminal, chosen, directory, target, recipe, cancellation));
        });
        return command;
    }

    private static void Run(
        Terminal terminal, SeededStudy[] studies, string? directory, string parent, Recipe recipe, CancellationToken cancellation)
    {
        string folder = Path.Combine(parent, recipe.Name);
        PaperProgress? progress = null;
        Comparison comparison;
        try
        {
            comparison = Bars.Show(terminal, bars =>
            {
                PaperEvaluation evaluation = new(folder, (settings, isNeeded) => isNeeded || StudyData.IsAtHand(settings, directory)
                    ? StudyRunning.Load(terminal, settings, directory, bars, cancellation)
                    : null);
                return evaluation.Run(studies, progress = new PaperProgress(terminal, bars), cancellation);
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Line($"stopped; the same command goes on from the last finished epoch in {progress?.Folder}");
            throw;
        }
        IReadOnlyList<RecipeComparison> recipes = RecipeComparison.Of(parent, new RecipeComparison(recipe, comparison));
        if (recipes.Count > 1) RecipesPage.Write(parent, recipes);
        PaperTables.Write(terminal, comparison);
        terminal.Line($"\nThe comparison is in {Path.Combine(folder, ComparisonPage.PageName)}");
        if (recipes.Count > 1) terminal.Line($"The recipes beside each other are in {Path.Combine(parent, RecipesPage.PageName)}");
    }
}
