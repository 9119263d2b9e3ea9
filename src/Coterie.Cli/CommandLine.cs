using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Coterie.Cli.Commands;
using Coterie.Cli.Views;
using Coterie.Torch;

namespace Coterie.Cli;

/// <summary>
/// The <c>coterie</c> command: exit code 0 for success, 2 for bad input or a refusal of the system, 130 when interrupted, 1 for a bug in
/// coterie.
/// </summary>
internal static class CommandLine
{
    /// <summary>Every command with its options.</summary>
    /// <param name="terminal">Where the commands write.</param>
    public static RootCommand Root(Terminal terminal)
    {
        RootCommand root = new("Shows how communities of neurons form while a neural network learns.");
        root.HelpName = "coterie";
        root.Add(StudyCommand.Create(terminal));
        root.Add(AnalyzeCommand.Create(terminal));
        root.Add(InspectCommand.Create(terminal));
        root.Add(ShowCommand.Create(terminal));
        root.Add(ReportCommand.Create(terminal));
        root.Add(ServeCommand.Create(terminal));
        root.Add(ExportCommand.Create(terminal));
        root.Add(RankCommand.Create(terminal));
        root.Add(PaperCommand.Create(terminal));
        root.Add(DataSetsCommand.Create(terminal));
        root.Add(MeasuresCommand.Create(terminal));
        root.Add(CommandsCommand.Create(terminal, root));
        HelpWithExamples.Install(root);
        return root;
    }

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        ParseResult parse = Root(terminal).Parse(args.Length == 0 ? ["--help"] : args);
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
        catch (Exception e)
        {
            return Report(e, terminal);
        }
    }

    private static int Report(Exception thrown, Terminal terminal)
    {
        Exception cause = thrown;
        while (cause is AggregateException or TypeInitializationException or TargetInvocationException && cause.InnerException is { } inner)
        {
            cause = inner;
        }
        switch (cause)
        {
            case OperationCanceledException:
                return ExitCode.Interrupted;
            case OutOfMemoryException:
            // Torch is loaded already where it throws.
            case ExternalException when TorchMemory.RanOut(cause, TorchSharp.torch.CPU):
                terminal.Error("no memory is left; allow the analysis less with --memory, take fewer --samples, or end other programs");
                return ExitCode.BadInput;
            // Where no reader or writer knew better: the system's own words, which name the file.
            case InputException or IOException or UnauthorizedAccessException:
                terminal.Error(cause.Message);
                return ExitCode.BadInput;
            default:
                terminal.Error("a mistake in coterie itself; please report it:");
                terminal.ErrorText($"{thrown}");
                return ExitCode.OwnMistake;
        }
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
