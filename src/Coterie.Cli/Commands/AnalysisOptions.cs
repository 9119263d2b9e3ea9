using System.CommandLine;
using Coterie.Patterns;

namespace Coterie.Cli.Commands;

/// <summary>The options of an analysis, shared by all commands that analyse activations.</summary>
internal sealed class AnalysisOptions
{
    public Option<TopCount?> Top { get; } = Options.Top(
        "--top", "Neurons that represent a class, at most (S) [auto: a tenth of a layer's, 5 to 50; the paper's presets 50]");

    public Option<RepresentativeRule?> Representatives { get; } = Options.Choice<RepresentativeRule>(
        "--representatives", "Neurons that represent a class: largest mean, or largest z-score of it over the classes [mean]");

    public Option<int?> Bins { get; } = Options.Whole("--bins", "Bins of activations for entropy (R) [50]", 2, 1_000_000);

    public Option<double?> Resolution { get; } = Options.Number(
        "--resolution",
        "Gephi's resolution for communities; smaller finds smaller ones [0.5]",
        x => x is >= 1e-6 and <= 1e6,
        "a number from 0.000001 to 1000000");

    public Option<int?> Seed { get; } = Options.Whole("--seed", "Decides every random choice [1]", 0);

    public Option<int?> Threads { get; } = Options.Whole("--threads", "Threads to work with [all]", 1, 1024);

    public Option<long?> Memory { get; } = Options.Memory("--memory", "Memory the analysis may take [half of what is free]");

    public Option<string?> Out { get; } = Options.Path("--out", "The run folder; where it holds this run already, it goes on", "DIR");

    public Option<bool> Tables { get; } = ShowCommand.Tables();

    public Option<string?> Json { get; } = Options.Path("--json", "Write the results as one JSON document", "FILE");

    public Option<bool> NoReport { get; } = RunReport.None();

    public void AddTo(Command command)
    {
        Option[] all = [Top, Representatives, Bins, Resolution, Seed, Threads, Memory, Out, Json, Tables, NoReport];
        foreach (Option option in all) command.Add(option);
    }

    /// <summary>The settings of an analysis with what the command line overrides.</summary>
    public AnalysisSettings Override(AnalysisSettings defaults, ParseResult parse)
    {
        return defaults with
        {
            Top = parse.GetValue(Top) ?? defaults.Top,
            Representatives = parse.GetValue(Representatives) ?? defaults.Representatives,
            Bins = parse.GetValue(Bins) ?? defaults.Bins,
            // The option is Gephi's resolution, which more people know; it is 1/γ.
            Gamma = parse.GetValue(Resolution) is { } resolution ? 1 / resolution : defaults.Gamma,
            Seed = parse.GetValue(Seed) ?? defaults.Seed,
            Threads = parse.GetValue(Threads) ?? defaults.Threads,
            Memory = parse.GetValue(Memory) ?? defaults.Memory,
        };
    }
}
