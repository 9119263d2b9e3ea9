using System.CommandLine;
using Coterie.Data;
using Coterie.Training;
using Coterie.Training.Models;
using Coterie.Training.Studies;
using Presets = Coterie.Training.Studies.Preset;

namespace Coterie.Cli.Commands;

/// <summary>What <c>coterie study</c> is asked for: a preset or a data set, the network, its training and its analysis.</summary>
internal sealed class StudyOptions
{
    private Argument<string?> Preset { get; } = new("preset")
    {
        Description = $"One of {string.Join(", ", Presets.All.Select(known => known.Name))} [{Presets.Default.Name}]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private Option<string?> DataSet { get; } = Options.Path(
        "--data-set",
        "In place of a preset: a folder or zip of images, train/CLASS/* and test/CLASS/*, or CLASS/* alone; or four IDX files",
        "DIR|ZIP");

    private Option<string?> Network { get; } = new("--network")
    {
        Description = string.Join("; ", Networks.All.Select(known => $"{known.Name}: {known.Description}")) + $" [{Networks.Default.Name}]",
        HelpName = string.Join('|', Networks.All.Select(known => known.Name)),
    };

    private Option<int[]?> Hidden { get; } = Options.Widths(
        "--hidden", "Widths of the fully connected hidden layers [512,512; glyphs 256,128; cnn 128]");

    public TrainingOptions Training { get; } = new();

    public AnalysisOptions Analysis { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(Preset);
        command.Add(DataSet);
        Training.AddTo(command);
        command.Add(Network);
        command.Add(Hidden);
        Analysis.AddTo(command);
    }

    /// <summary>The study that a command line asks for.</summary>
    /// <exception cref="InputException">
    /// There is no such preset, network, data set or device, or settings contradict each other.
    /// </exception>
    public Study StudyOf(ParseResult parse)
    {
        Preset chosen = Choose(parse.GetValue(Preset), parse.GetValue(DataSet));
        TrainingSettings network = Of(parse.GetValue(Network), chosen.Settings.Training);
        if (parse.GetResult(Hidden) is not null) network = network with { Hidden = parse.GetRequiredValue(Hidden)! };
        StudySettings settings = Training.Override(chosen.Settings with { Training = network }, parse) with
        {
            Analysis = Analysis.Override(chosen.AnalysisOf(network), parse),
        };
        settings = settings.WithSeed(settings.Analysis.Seed);
        settings.Validate();
        return new Study { Preset = chosen.Name, Settings = settings, KeepsSpacing = !Training.NamesSnapshots(parse) };
    }

    // A preset's widths and learning rate belong to its network; another network uses its own defaults.
    private static TrainingSettings Of(string? network, TrainingSettings preset)
    {
        if (network is null || network == preset.Network) return preset;
        return new TrainingSettings { Network = Networks.Find(network).Name };
    }

    private static Preset Choose(string? preset, string? dataSet)
    {
        if (dataSet is null) return Presets.Find(preset ?? Presets.Default.Name);
        if (preset is not null) throw new InputException($"--data-set: found the preset {preset} beside it, expected one of the two");
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataSet));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new InputException($"--data-set: {dataSet}: no such folder or zip of images");
        }
        return new Preset(DataStore.NameOf(path), new StudySettings { Data = new DataSettings { Name = path } });
    }
}
