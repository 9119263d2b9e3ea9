using System.Text.Json.Serialization;
using Coterie.Patterns;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Results;

/// <summary>The settings of a study as the <c>--json</c> document shows them: all in one object.</summary>
public sealed record StudyDocument
{
    /// <summary>The name of the kind of run in <c>run.json</c>.</summary>
    internal const string Kind = "study";

    /// <summary>The data set's name, or the path of a folder or zip of images.</summary>
    public required string DataSet { get; init; }

    /// <summary>Whether the labels of both splits are permuted.</summary>
    public bool MixLabels { get; init; }

    /// <summary>The share of the training samples whose labels are permuted among them; not written where it is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double LabelNoise { get; init; }

    /// <summary>Whether training sees labels that are permuted anew for each epoch; not written where it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FreshLabels { get; init; }

    /// <summary>The height and width of the images; null for the data set's own size.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Whether images that cannot be decoded are left out.</summary>
    public bool SkipBadImages { get; init; }

    /// <summary>How many training samples; null for all.</summary>
    public int? Samples { get; init; }

    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>The widths of the fully connected hidden layers.</summary>
    public required IReadOnlyList<int> Hidden { get; init; }

    /// <summary>The share of a hidden layer's activations dropped in training.</summary>
    public double Dropout { get; init; }

    /// <summary>The optimizer, such as <c>rmsProp</c>.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The learning rate.</summary>
    public double LearningRate { get; init; }

    /// <summary>The number of samples in a training step.</summary>
    public int Batch { get; init; }

    /// <summary>How many times training passes over the samples.</summary>
    public int Epochs { get; init; }

    /// <summary>When snapshots are taken.</summary>
    public required SnapshotSchedule Snapshots { get; init; }

    /// <summary>Decides every random choice.</summary>
    public int Seed { get; init; }

    /// <summary>At most how many neurons represent a class: S.</summary>
    public TopCount Top { get; init; }

    /// <summary>By what the neurons that represent a class are chosen; not written where it is the mean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RepresentativeRule Representatives { get; init; }

    /// <summary>Into how many bins activations are counted: R.</summary>
    public int Bins { get; init; }

    /// <summary>Gephi's resolution for Louvain and Leiden.</summary>
    public double Resolution { get; init; }

    /// <summary>How many threads worked at once.</summary>
    public int Threads { get; init; }

    /// <summary>Where the network was trained.</summary>
    public required string Device { get; init; }

    /// <summary>The numbers that training computes with; always <c>float32</c>.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>Reads the settings of the study in a run folder, with the environment in which it was computed.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The settings; null if the run is of another kind.</returns>
    /// <exception cref="InputException">The run's settings are damaged.</exception>
    public static StudyDocument? Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RunManifest manifest = run.Manifest;
        return manifest.Identity is { Kind: Kind, Preset: not null } identity
            ? Of(identity, manifest.Environment, Path.Combine(run.Path, RunFiles.Manifest))
            : null;
    }

    /// <summary>The snapshots at the schedule's evenly spaced epochs, which are the paper's; none if it has no such epochs.</summary>
    /// <param name="snapshots">The snapshots of the study, in order.</param>
    public IReadOnlyList<Snapshot> EvenlySpaced(IReadOnlyList<Snapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        return [.. snapshots.Where(snapshot => Snapshots.IsEvenlySpaced(Epochs, snapshot.Epoch))];
    }

    /// <summary>Gathers the settings of a study.</summary>
    /// <param name="identity">The identity of its run.</param>
    /// <param name="environment">Where it was computed.</param>
    /// <param name="path">The file that both come from, for the message.</param>
    /// <exception cref="InputException">The settings are damaged.</exception>
    internal static StudyDocument Of(RunIdentity identity, RunEnvironment environment, string path)
    {
        Written settings = identity.SettingsAs<Written>(path);
        (WrittenData data, WrittenTraining training) = (settings.Data, settings.Training);
        return new StudyDocument
        {
            DataSet = data.Name,
            MixLabels = data.MixLabels,
            LabelNoise = data.LabelNoise,
            FreshLabels = training.FreshLabels,
            ImageSize = data.ImageSize,
            SkipBadImages = data.SkipBadImages,
            Samples = data.Samples,
            Network = training.Network,
            Hidden = training.Hidden,
            Dropout = training.Dropout,
            Optimizer = training.Optimizer,
            LearningRate = training.LearningRate,
            Batch = training.Batch,
            Epochs = settings.Epochs,
            Snapshots = settings.Snapshots,
            Seed = training.Seed,
            Top = settings.Analysis.Top,
            Representatives = settings.Analysis.Representatives,
            Bins = settings.Analysis.Bins,
            Resolution = 1 / settings.Analysis.Gamma,
            Threads = environment.Threads ?? settings.Analysis.Threads,
            Device = environment.Device ?? "cpu",
        };
    }

    // The settings as run.json has them, where a study of Coterie.Training writes its own. What every version writes is required.
    private sealed record Written(
        WrittenData Data, WrittenTraining Training, AnalysisSettings Analysis, int Epochs, SnapshotSchedule Snapshots);

    private sealed record WrittenData(
        string Name, bool MixLabels, bool SkipBadImages, double LabelNoise = 0, int? ImageSize = null, int? Samples = null);

    private sealed record WrittenTraining(
        string Network,
        IReadOnlyList<int> Hidden,
        double Dropout,
        string Optimizer,
        double LearningRate,
        int Batch,
        int Seed,
        bool FreshLabels = false);
}
