using System.CommandLine;
using Coterie.Cli.Views;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie completion</c>: a script with which a shell completes the command's options and names.</summary>
internal static class CompletionCommand
{
    // The parser answers "[suggest:N] LINE" with what may stand at character N of a line without the command's own name.
    private const string Bash =
        """
        _coterie() {
            local line="${COMP_LINE#* }" word="${COMP_WORDS[COMP_CWORD]}"
            local at=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$at]" "$line" 2> /dev/null)" -- "$word"))
        }
        complete -o default -F _coterie coterie
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<string> shell = new("shell") { Description = "bash; zsh takes it too, after: autoload -U bashcompinit && bashcompinit" };
        shell.CompletionSources.Add("bash");
        Command command = new("completion", "Prints a script with which a shell completes commands and options.") { shell };
        command.SetAction(parse =>
        {
            string asked = parse.GetRequiredValue(shell);
            if (asked != "bash") throw new InputException($"completion: found '{asked}', expected bash");
            terminal.Output.Profile.Out.Writer.WriteLine(Bash);
        });
        return command;
    }
}
