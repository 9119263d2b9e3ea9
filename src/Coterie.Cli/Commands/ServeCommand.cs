using System.CommandLine;
using System.Net;
using Coterie.Cli.Views;
using Coterie.Explorer;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie serve</c>: shows all runs of a folder in a browser, while they grow, until it is interrupted.</summary>
internal static class ServeCommand
{
    private const string DefaultFolder = "runs";

    public static Command Create(Terminal terminal)
    {
        Argument<string?> folder = new("folder")
        {
            Description = $"A folder of runs, at any depth, or a run [{DefaultFolder}]",
            HelpName = "FOLDER",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<int?> port = Options.Whole("--port", $"The port [{ExplorerServer.PreferredPort}, or the next that is free]", 1, 65535);
        Option<IPAddress?> listen = Listen();

        Command command = new("serve", "Shows runs in a browser, live while they grow.") { folder, port, listen };
        command.SetAction(async (parse, cancellation) =>
        {
            await using ExplorerServer server = await ExplorerServer.StartAsync(
                parse.GetValue(folder) ?? DefaultFolder, parse.GetValue(port), parse.GetValue(listen), cancellation);
            terminal.Line($"Open {server.Address} in a browser; Ctrl-C ends this");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                // This is how it ends.
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<IPAddress?> Listen()
    {
        Option<IPAddress?> option = new("--listen")
        {
            Description = "Listen on another address of this machine, such as 0.0.0.0 for all: whoever knows the printed address, "
                + "with its token, then sees the runs",
            HelpName = "ADDRESS",
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (IPAddress.TryParse(text, out IPAddress? address)) return address;
            result.AddError($"--listen: found '{text}', expected an IP address such as 0.0.0.0");
            return null;
        };
        return option;
    }
}
