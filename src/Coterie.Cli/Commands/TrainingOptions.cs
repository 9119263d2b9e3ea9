using System.CommandLine;
using Coterie.Runs.Studies;

namespace Coterie.Cli.Commands;

/// <summary>The options of every study: data, samples, epochs, snapshots and seeds.</summary>
internal sealed class TrainingOptions
{
    public Option<string?> Data { get; } = Options.Path(
        "--data", "The folder with the data set [COTERIE_DATA, the cache, or a download]", "DIR");

    public Option<int?> Seeds { get; } = Options.Whole(
        "--seeds", "Repeat with so many seeds, from --seed on, and say how far each figure is to be trusted [1]", 1, 1000);

    private Option<int?> Samples { get; } = Options.Whole(
        "--samples", "Training samples, and a sixth as many for the test [all; glyphs 4000]", 1);

    public Option<int?> ImageSize { get; } = Options.Whole(
        "--image-size", "Rows, and columns, to scale images to [their own; plantvillage 256]", 1, 4096);

    private Option<bool> SkipBadImages { get; } = new("--skip-bad-images")
    {
        Description = "Leave out images that cannot be decoded, and say how many",
    };

    private Option<int?> Epochs { get; } = Options.Whole(
        "--epochs", "Passes over the training samples [20; cifar10 40, plantvillage 100]", 1, 100_000);

    private Option<SnapshotSchedule?> Snapshots { get; } = Options.Schedule(
        "--snapshots",
        "Snapshots after the untrained network's: N at evenly spaced epochs, log:N at log-spaced training steps, or the steps themselves "
            + "[20, or one an epoch where there are fewer]");

    private Option<string?> Device { get; } = new("--device")
    {
        Description = "Where to train: cpu, cuda, cuda:1, mps [cpu]",
        HelpName = "DEVICE",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Data, Seeds, Samples, ImageSize, SkipBadImages, Epochs, Snapshots, Device])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether the command line says when snapshots are taken.</summary>
    public bool NamesSnapshots(ParseResult parse) => parse.GetResult(Snapshots) is not null;

    /// <summary>A preset's settings with what the command line overrides.</summary>
    /// <exception cref="InputException">More snapshots than epochs, or no such device.</exception>
    public StudySettings Override(StudySettings preset, ParseResult parse)
    {
        int epochs = parse.GetValue(Epochs) ?? preset.Epochs;
        StudySettings settings = preset with
        {
            Data = preset.Data with
            {
                Samples = parse.GetValue(Samples) ?? preset.Data.Samples,
                ImageSize = parse.GetValue(ImageSize) ?? preset.Data.ImageSize,
                SkipBadImages = parse.GetValue(SkipBadImages),
            },
            Training = preset.Training with { Device = parse.GetValue(Device) ?? preset.Training.Device },
            Epochs = epochs,
            Snapshots = parse.GetValue(Snapshots) ?? Math.Min(preset.Snapshots.Epochs ?? epochs, epochs),
        };
        settings.Validate();
        return settings;
    }
}
