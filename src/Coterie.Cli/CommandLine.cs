using System.CommandLine;
using Coterie.Cli.Commands;
using Coterie.Cli.Views;

namespace Coterie.Cli;

/// <summary>
/// The <c>coterie</c> command: exit code 0 for success, 2 for bad input, 130 when interrupted, 1 for a bug in coterie.
/// </summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        RootCommand root = new("Shows how communities of neurons form while a neural network learns.");
        root.HelpName = "coterie";
        root.Add(StudyCommand.Create(terminal));
        root.Add(AnalyzeCommand.Create(terminal));
        root.Add(PaperCommand.Create(terminal));
        root.Add(DataSetsCommand.Create(terminal));
        root.Add(MeasuresCommand.Create(terminal));
        HelpWithExamples.Install(root);

        ParseResult parse = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parse.Errors.Count > 0)
        {
            string? unknown = UnknownOption(parse, args) ?? (parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : null);
            terminal.Error(unknown is null ? parse.Errors[0].Message : $"'{unknown}' is not a command or option here; see --help");
            return ExitCode.BadInput;
        }
        InvocationConfiguration configuration = new()
        {
            EnableDefaultExceptionHandler = false,
            // Time to finish the current batch before the run folder is closed.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            // System.CommandLine leaves spaces at the ends of wrapped lines of help.
            Output = new TrimmedLines(Console.Out),
        };
        try
        {
            return await parse.InvokeAsync(configuration);
        }
        catch (InputException e)
        {
            terminal.Error(e.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (IsLackOfMemory(e))
        {
            terminal.Error("no memory is left; allow the analysis less with --memory, or end other programs");
            return ExitCode.BadInput;
        }
        catch (Exception e)
        {
            terminal.Error("a mistake in coterie itself; please report it:");
            await Console.Error.WriteLineAsync($"{e}");
            return ExitCode.OwnMistake;
        }
    }

    private static bool IsLackOfMemory(Exception e)
    {
        return e is OutOfMemoryException || (e.InnerException is { } inner && IsLackOfMemory(inner));
    }

    // The parser may take a misspelt option for an argument and report its value instead, so the option is looked for here.
    private static string? UnknownOption(ParseResult parse, string[] args)
    {
        HashSet<string> known =
        [
            .. parse.RootCommandResult.Command.Options
                .Concat(parse.CommandResult.Command.Options)
                .SelectMany(option => option.Aliases.Append(option.Name)),
        ];
        return args.FirstOrDefault(arg => arg.StartsWith("--", StringComparison.Ordinal) && !known.Contains(arg.Split('=', ':')[0]));
    }
}
