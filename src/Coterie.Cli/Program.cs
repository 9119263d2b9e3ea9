using Coterie.Cli.Views;

return await Coterie.Cli.CommandLine.RunAsync(args, Terminal.Create());
