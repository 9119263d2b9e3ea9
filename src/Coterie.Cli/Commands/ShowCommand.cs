using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie show</c>: answers questions about a run that is finished, stopped or still being written.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> run = new("run") { Description = "A run folder, or one with a run for each seed", HelpName = "RUN" };
        Option<string?> layer = Options.Path("--layer", "One layer, by name or by number from 1", "L");
        Option<string?> @class = Options.Path("--class", "The neurons that represent a class, by name or by number from 0", "C");
        Option<int?> neuron = Options.Whole("--neuron", "The history of a neuron, by number from 0", 0);
        neuron.HelpName = "Q";
        Option<string?> snapshot = Options.Path("--snapshot", "A snapshot by number, or two side by side: A..B", "A..B");
        Option<bool> tables = Tables();

        Command command = new("show", "Answers questions about a run.") { run, layer, @class, neuron, snapshot, tables };
        command.SetAction(parse =>
        {
            if (parse.GetValue(@class) is not null && parse.GetValue(neuron) is not null)
            {
                throw new InputException("--class, --neuron: found both, expected one of the two");
            }
            string folder = parse.GetRequiredValue(run);
            bool isAsked = ((Option[])[layer, @class, neuron, snapshot]).Any(option => parse.GetResult(option) is not null);
            if (Seeds(folder) is { Count: > 0 } seeds)
            {
                if (isAsked) RequireOneSeed(folder);
                ShowSeeds(terminal, folder, seeds, parse.GetValue(tables));
                return;
            }
            ShownRun shown = ShownRun.Open(folder);
            if (!isAsked)
            {
                terminal.Line(shown.Title);
                AnswerLines.Write(terminal, shown.Results);
                if (parse.GetValue(tables)) ResultTables.Write(terminal, shown.Results);
                NextSteps.OfRun(terminal, folder, shown.Results);
                return;
            }
            (int from, int to) = shown.Range(parse.GetValue(snapshot));
            IReadOnlyList<string> layers = shown.Layers(parse.GetValue(layer));
            int? chosen = parse.GetValue(@class) is { } name ? shown.Class(name) : null;
            if (parse.GetValue(neuron) is { } number) layers = shown.LayersWith(number, layers);
            terminal.Line(shown.Title);
            if (chosen is { } i) ClassView.Write(terminal, shown, layers, i, from, to);
            else if (parse.GetValue(neuron) is { } q) NeuronView.Write(terminal, shown, layers, q, shown.History(parse.GetValue(snapshot)));
            else if (from == to) LayerView.Write(terminal, shown, layers, to);
            else SnapshotsView.Write(terminal, shown, layers, from, to);
            if (parse.GetValue(tables)) ResultTables.Write(terminal, shown.Results);
        });
        return command;
    }

    /// <summary>The option that shows the long tables too.</summary>
    public static Option<bool> Tables() => new("--tables") { Description = "Show every table after the answers" };

    /// <summary>Refuses the folder of a study with several seeds.</summary>
    /// <exception cref="InputException">It is one; the message names the run of its first seed.</exception>
    public static void RequireOneSeed(string folder)
    {
        if (Seeds(folder) is not [{ } first, ..]) return;
        throw new InputException($"{folder}: found the runs of several seeds, expected one such as {first.Path}");
    }

    // The runs of a study with several seeds; none where the folder is a run itself.
    private static IReadOnlyList<RunReader> Seeds(string folder)
    {
        if (!Directory.Exists(folder) || File.Exists(Path.Combine(folder, RunFiles.Manifest))) return [];
        return
        [
            .. from path in Directory.EnumerateDirectories(folder)
               let seed = SeedFolder.SeedOf(path)
               where seed is not null && File.Exists(Path.Combine(path, RunFiles.Manifest))
               orderby seed
               select RunReader.Open(path),
        ];
    }

    private static void ShowSeeds(Terminal terminal, string folder, IReadOnlyList<RunReader> seeds, bool withTables)
    {
        ShownRun[] runs = [.. seeds.Select(seed => ShownRun.Open(seed.Path))];
        foreach (ShownRun run in runs) terminal.Line(run.Title);
        IReadOnlyList<ShownRun> whole = SeedResults.Comparable(runs, run => run.Snapshots.Count);
        if (whole.Count < runs.Length)
        {
            terminal.Line($"the answers are those of the {whole.Count} seeds that have {whole[0].Snapshots.Count} snapshots");
        }
        if (whole[0].Results.Settings is not StudyDocument)
        {
            throw new InputException($"{whole[0].Path}: found a run that is no study, expected one of a study with several seeds");
        }
        SeedResults results = SeedResults.Of([.. whole.Select(run => run.Results)]);
        SeedAnswers.Write(terminal, results);
        if (withTables) SeedTables.Write(terminal, results, [.. whole.Select(run => SeedFolder.SeedOf(run.Path)!.Value)]);
        NextSteps.OfSeeds(terminal, folder, whole[0].Path);
    }
}
