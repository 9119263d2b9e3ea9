using System.CommandLine;
using Coterie.Cli.Health;
using Coterie.Cli.Views;
using Coterie.Runs;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie doctor</c>: what the command finds on this machine, and what brings what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> json = Options.Path("--json", "Write it as a JSON document too", "FILE");
        Command command = new("doctor", "Says what this machine and installation have, and which command brings what is missing.") { json };
        command.SetAction(parse =>
        {
            string? target = parse.GetValue(json);
            JsonTarget.Check(target);
            IReadOnlyList<Part> parts = Installation.Examine();
            bool isSound = !parts.Any(part => part.State == PartState.Broken);
            foreach (Part part in parts)
            {
                terminal.Line($"  {part.Name,-14}{part.Found}");
                if (part.Remedy is not null) terminal.Line($"  {"",-14}{part.Remedy}");
            }
            if (target is not null) Json.Write(target, new HealthDocument(isSound, parts), Json.Indented);
            return isSound ? ExitCode.Done : ExitCode.BadInput;
        });
        return command;
    }
}
