using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Explorer;

namespace Coterie.Cli.Commands;

/// <summary>The report that a command leaves in the folder of its run.</summary>
internal static class RunReport
{
    /// <summary>The option that leaves it out.</summary>
    public static Option<bool> None() => new("--no-report") { Description = $"Do not write {Report.FileName} into the run folder" };

    /// <summary>Writes the report and says where it is. The run is there already, so what goes wrong now is said and no more.</summary>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="folder">A run folder, or one with a run for each seed.</param>
    public static void Write(Terminal terminal, string folder)
    {
        if (!Report.CanWrite)
        {
            terminal.Note("no report is written, as Node was missing when coterie was built");
            return;
        }
        try
        {
            terminal.Line($"Its report is {Report.Write(folder)}, a page for a browser");
        }
        catch (InputException e)
        {
            terminal.Warning($"no report is written: {e.Message}");
        }
    }
}
