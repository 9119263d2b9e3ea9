using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Runs;
using Coterie.Runs.Export;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie export</c>: writes a run for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> run = new("run") { Description = "A run folder, finished or not", HelpName = "RUN" };
        Option<ExportFormat?> format = Format();
        Option<string?> layer = Options.Path("--layer", "gexf, graphml: one layer, by name or number", "L");
        Option<string?> snapshot = Options.Path("--snapshot", "gexf, graphml: a snapshot, or all from A to B", "A..B");
        Option<string?> output = Options.Path("--out", "A folder, or a file with the format's ending", "PATH");

        Command command = new("export", "Writes a run for other programs.") { run, format, layer, snapshot, output };
        command.SetAction(parse =>
        {
            ExportFormat chosen = parse.GetRequiredValue(format)!;
            foreach (Option<string?> option in (Option<string?>[])[layer, snapshot])
            {
                if (chosen.IsOfLayers || parse.GetValue(option) is null) continue;
                string names = string.Join(" or ", ExportFormats.All.Where(known => known.IsOfLayers).Select(known => known.Name));
                throw new InputException($"{option.Name}: found --format {chosen.Name}, which has the whole run; expected {names}");
            }
            string folder = parse.GetRequiredValue(run);
            ShowCommand.RequireOneSeed(folder);
            ShownRun shown = ShownRun.Open(folder);
            IReadOnlyList<Snapshot>? snapshots = null;
            if (parse.GetValue(snapshot) is { } range)
            {
                (int from, int to) = shown.History(range);
                snapshots = [.. shown.Snapshots.Skip(from).Take(to - from + 1)];
            }
            ExportedRun exported = new(shown.Reader, shown.Results)
            {
                Layers = shown.Layers(parse.GetValue(layer)),
                Chosen = snapshots,
            };
            IReadOnlyList<string> files = RunExport.Write(exported, chosen, parse.GetValue(output));
            if (files.Count == 1) terminal.Line($"Wrote {files[0]}");
            else
            {
                terminal.Line($"Wrote {files.Count} files to {Path.GetDirectoryName(files[0])}");
                terminal.Note($"  {Choice.List(files.Select(file => Path.GetFileName(file)))}");
            }
        });
        return command;
    }

    private static Option<ExportFormat?> Format()
    {
        Option<ExportFormat?> option = new("--format")
        {
            Description = string.Join("\n", ExportFormats.All.Select(format => $"{format.Name}: {format.Description}")),
            HelpName = "FORMAT",
            Required = true,
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (ExportFormats.Find(text) is { } found) return found;
            result.AddError($"--format: found '{text}', expected {Choice.List(ExportFormats.All.Select(format => format.Name))}");
            return null;
        };
        return option;
    }
}
