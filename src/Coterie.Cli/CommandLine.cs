using System.CommandLine;
using System.CommandLine.Invocation;
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
    private const string NoMemory = "no memory is left; allow the analysis less with --memory, take fewer --samples, or end other programs";

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
        root.Add(SweepCommand.Create(terminal));
        root.Add(PaperCommand.Create(terminal));
        root.Add(DataSetsCommand.Create(terminal));
        root.Add(MeasuresCommand.Create(terminal));
        root.Add(DoctorCommand.Create(terminal));
        root.Add(CompletionCommand.Create(terminal));
        root.Add(CommandsCommand.Create(terminal, root));
        root.Add(WorkerCommand.Create());
        HelpWithExamples.Install(root);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        return root;
    }

    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        ParseResult parse = Root(terminal).Parse(args.Length == 0 ? ["--help"] : args);
        // A shell that completes a line asks with a directive, and the line has errors while it is typed.
        bool isCompletion = args is [['[', ..], ..];
        if (parse.Errors.Count > 0 && !isCompletion)
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

    /// <summary>Says what went wrong.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(Exception thrown, Terminal terminal)
    {
        (string? line, int exitCode) = Verdict(thrown);
        if (line is not null) terminal.Error(line);
        if (exitCode == ExitCode.OwnMistake) terminal.ErrorText($"{thrown}");
        return exitCode;
    }

    /// <summary>What went wrong, in a line.</summary>
    public static string LineOf(Exception thrown)
    {
        (string? line, int exitCode) = Verdict(thrown);
        return exitCode == ExitCode.OwnMistake ? $"{line} {CauseOf(thrown).Message.ReplaceLineEndings(" ")}" : line ?? "stopped";
    }

    private static (string? Line, int ExitCode) Verdict(Exception thrown)
    {
        Exception cause = CauseOf(thrown);
        return cause switch
        {
            OperationCanceledException => (null, ExitCode.Interrupted),
            OutOfMemoryException => (NoMemory, ExitCode.BadInput),
            // Torch is loaded already where it throws.
            ExternalException when TorchMemory.RanOut(cause, TorchSharp.torch.CPU) => (NoMemory, ExitCode.BadInput),
            // Where no reader or writer knew better: the system's own words, which name the file.
            InputException or IOException or UnauthorizedAccessException => (cause.Message, ExitCode.BadInput),
            _ => ("a mistake in coterie itself; please report it:", ExitCode.OwnMistake),
        };
    }

    private static Exception CauseOf(Exception thrown)
    {
        Exception cause = thrown;
        while (cause is AggregateException or TypeInitializationException or TargetInvocationException && cause.InnerException is { } inner)
        {
            cause = inner;
        }
        return cause;
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

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(CommandVersion.Text);
            return ExitCode.Done;
        }
    }
}
