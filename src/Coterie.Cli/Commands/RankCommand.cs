using System.CommandLine;
using Coterie.Cli.Views;
using Coterie.Runs;
using Coterie.Runs.Ranking;

namespace Coterie.Cli.Commands;

/// <summary><c>coterie rank</c>: which measures order networks as their test accuracies do.</summary>
internal static class RankCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> runs = new("runs")
        {
            Description = "Run folders, or folders of them: at least five networks on the same data",
            HelpName = "RUN",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> markdown = new("--markdown") { Description = "Write the table as Markdown" };
        Option<string?> json = Options.Path("--json", "Write the results, with every network's values, as one JSON document", "FILE");
        Command command = new("rank", "Says which measures order networks as their test accuracies do.") { runs, markdown, json };
        command.SetAction(parse =>
        {
            string? target = parse.GetValue(json);
            JsonTarget.Check(target);
            NetworkRanking ranking = NetworkRanking.Of(ComparableRuns.In(parse.GetRequiredValue(runs)));
            if (parse.GetValue(markdown)) RankingView.WriteMarkdown(terminal, ranking);
            else RankingView.Write(terminal, ranking);
            if (target is not null) Json.Write(target, ranking, Json.Options);
        });
        return command;
    }
}
