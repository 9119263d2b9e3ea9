using System.CommandLine;
using Coterie.Runs;
using Coterie.Training;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary>The options of every study: data, labels, samples, epochs, snapshots, seeds, and how it trains.</summary>
internal sealed class TrainingOptions
{
    // Of a study whose epochs are not the preset's.
    private const int EvenSnapshots = 20;

    public Option<string?> Data { get; } = Options.Path(
        "--data", "The folder with the data set [COTERIE_DATA, the cache, or a download]", "DIR");

    public Option<int?> Seeds { get; } = Options.Whole(
        "--seeds", "Repeat with N seeds, from --seed on, and say how far to trust each value [1]", 1, 1000);

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
        "Snapshots after the untrained network's: N at evenly spaced epochs, log:N at log-spaced training steps, N+log:N at both, or the "
            + "steps themselves [20, or one an epoch where there are fewer; glyphs 10+log:10]");

    private Option<double?> LabelNoise { get; } = Options.Number(
        "--label-noise",
        "Share of the training samples whose labels are permuted among them [0]",
        x => x is >= 0 and <= 1,
        "a share from 0 to 1");

    private Option<bool> FreshLabels { get; } = new("--fresh-labels")
    {
        Description = "Train on labels permuted anew for each epoch, so that nothing can be learnt, not even by heart",
    };

    private Option<double?> Dropout { get; } = Options.Number(
        "--dropout",
        "Share of activations dropped after each hidden layer [0.2]",
        x => x is >= 0 and < 1,
        "a number from 0 to below 1");

    private Option<Optimizer?> Optimizer { get; } = Options.Choice<Optimizer>(
        "--optimizer", "How the weights follow their gradients; rmsprop2021 is Keras' before 2.11 [rmsprop]");

    private Option<double?> LearningRate { get; } = Options.Number(
        "--learning-rate",
        "Learning rate [0.001; glyphs 0.0005]",
        x => x is > 0 and <= float.MaxValue,
        "a number above 0 that float32 can hold");

    private Option<int?> Batch { get; } = Options.Whole("--batch", "Samples of a training step [128]", 1, 1_000_000);

    private Option<string?> Device { get; } = new("--device")
    {
        Description = "Where to train: cpu, cuda, cuda:1, mps [cpu]",
        HelpName = "DEVICE",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [
                Data, Seeds, Samples, ImageSize, SkipBadImages, LabelNoise, FreshLabels, Epochs, Snapshots, Dropout, Optimizer,
                LearningRate, Batch, Device,
            ])
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
                LabelNoise = parse.GetValue(LabelNoise) ?? preset.Data.LabelNoise,
            },
            Training = Override(preset.Training, parse),
            Epochs = epochs,
            Snapshots = parse.GetValue(Snapshots) ?? (epochs == preset.Epochs ? preset.Snapshots : Math.Min(EvenSnapshots, epochs)),
        };
        settings.Validate();
        return settings;
    }

    private TrainingSettings Override(TrainingSettings training, ParseResult parse) => training with
    {
        FreshLabels = parse.GetValue(FreshLabels),
        Dropout = parse.GetValue(Dropout) ?? training.Dropout,
        Optimizer = parse.GetValue(Optimizer) ?? training.Optimizer,
        LearningRate = parse.GetValue(LearningRate) ?? training.LearningRate,
        Batch = parse.GetValue(Batch) ?? training.Batch,
        Device = parse.GetValue(Device) ?? training.Device,
    };
}
