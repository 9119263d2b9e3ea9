using System.CommandLine;
using System.CommandLine.Help;
using Coterie.Cli.Views;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie commands</c>, which help does not list: writes the page of the documentation about every command.</summary>
internal static class CommandsCommand
{
    public static Command Create(Terminal terminal, RootCommand root)
    {
        Command command = new("commands", "Writes the page of the documentation: every command with its options.") { Hidden = true };
        command.SetAction(_ =>
        {
            foreach (string line in Page(root)) terminal.Line(line);
        });
        return command;
    }

    private static IEnumerable<string> Page(RootCommand root)
    {
        Command[] commands = [.. root.Subcommands.Where(command => !command.Hidden)];
        yield return "# Commands";
        yield return "";
        yield return "Every command of `coterie`, as `coterie COMMAND --help` describes it. `coterie commands` writes this page from the "
            + "program itself.";
        yield return "Defaults stand in brackets. Exit codes: 0 success, 2 bad input or something the system refuses, 130 interrupted, 1 "
            + "a mistake in";
        yield return "`coterie` itself.";
        yield return "";
        yield return "| command | what it does |";
        yield return "| --- | --- |";
        foreach (Command command in commands) yield return $"| [`{command.Name}`](#{command.Name}) | {Cell(command.Description)} |";
        foreach (Command command in commands)
        {
            foreach (string line in Section(command)) yield return line;
        }
    }

    private static IEnumerable<string> Section(Command command)
    {
        yield return "";
        yield return $"## {command.Name}";
        yield return "";
        yield return $"{command.Description}";
        yield return "";
        yield return "```sh";
        foreach (string example in HelpWithExamples.Of(command)) yield return example;
        yield return "```";
        Argument[] arguments = [.. command.Arguments.Where(argument => !argument.Hidden)];
        Option[] options = [.. command.Options.Where(option => !option.Hidden && option is not HelpOption)];
        if (arguments.Length + options.Length == 0) yield break;
        yield return "";
        yield return "| argument or option | what it is |";
        yield return "| --- | --- |";
        foreach (Argument argument in arguments) yield return $"| `{Name(argument)}` | {Cell(argument.Description)} |";
        foreach (Option option in options) yield return $"| `{Name(option)}` | {Cell(option.Description)} |";
    }

    private static string Name(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Name(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name));
        // A switch takes no value.
        if (option.ValueType == typeof(bool)) return names;
        return $"{names} {(option.HelpName ?? "VALUE").Replace("|", @"\|", StringComparison.Ordinal)}";
    }

    // Words in angle brackets and stars would be taken for HTML and emphasis.
    private static string Cell(string? text) => (text ?? "")
        .Replace("\n", "; ", StringComparison.Ordinal)
        .Replace("|", @"\|", StringComparison.Ordinal)
        .Replace("*", @"\*", StringComparison.Ordinal)
        .Replace("<", @"\<", StringComparison.Ordinal);
}
