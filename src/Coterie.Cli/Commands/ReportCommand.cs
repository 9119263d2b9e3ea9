using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Explorer;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie report</c>: writes a run as a page that works without a server.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> run = new("run")
        {
            Description = "A run folder, finished or not, or one with a run for each seed",
            HelpName = "RUN",
        };
        Option<string?> output = Options.Path("--out", "The file [RUN/report.html]", "FILE.html");

        Command command = new("report", "Writes a run as one HTML file to look around in.") { run, output };
        command.SetAction(parse =>
        {
            string file = Report.Write(parse.GetRequiredValue(run), parse.GetValue(output));
            terminal.Line($"Wrote {file}, {ByteSize.Text(new FileInfo(file).Length)}");
        });
        return command;
    }
}
