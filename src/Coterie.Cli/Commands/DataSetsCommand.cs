using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Data;
using Spectre.Console;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie datasets</c>: lists the known data sets, where they are, and whether they are complete.</summary>
internal static class DataSetsCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> data = Options.Path("--data", "The folder to look in [COTERIE_DATA and the cache]", "DIR");
        Command command = new("datasets", "Lists the known data sets, where they are, and whether they are complete.") { data };
        command.SetAction(parse =>
        {
            string? directory = parse.GetValue(data);
            if (directory is not null && !Directory.Exists(directory))
            {
                throw new InputException($"{directory}: no such folder, expected one with data sets");
            }
            DataStore store = new() { Directory = directory };
            Table table = new Table().Border(TableBorder.Simple).AddColumns("name", "what", "images", "classes", "state");
            foreach (DataSetStatus status in store.Status())
            {
                DataSetInfo info = status.Info;
                table.AddRow(
                    Markup.Escape(info.Name),
                    // The description begins with the data set's name, which the first column already shows.
                    Markup.Escape(info.Description.Split(": ")[^1]),
                    $"{info.TrainCount:N0} + {info.TestCount:N0}, {info.Height}×{info.Width}",
                    $"{info.ClassNames.Count}",
                    Tables.Text(State(status, directory)));
            }
            terminal.Output.Write(table);
            foreach (DataSetStatus status in store.Status().Where(status => status.Directory is not null))
            {
                string missing = status.IsComplete ? "" : $", without {string.Join(", ", status.MissingFiles)}";
                terminal.Line($"  {status.Info.Name} is in {status.Directory}{missing}");
            }
        });
        return command;
    }

    private static string State(DataSetStatus status, string? directory)
    {
        if (status.Info.IsBuiltIn) return "built in";
        if (status.IsComplete) return "complete";
        if (status.Directory is not null) return "incomplete";
        return directory is null && status.Info.IsDownloadable ? "to be downloaded" : "not there";
    }
}
