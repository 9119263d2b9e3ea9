using System.Text.Json.Serialization;
using Coterie.Patterns;
using Coterie.Training;

namespace Coterie.Runs.Studies;

/// <summary>The settings of a study as the <c>--json</c> document shows them: all in one object.</summary>
public sealed record StudyDocument
{
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

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer { get; init; }

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

    /// <summary>Gathers the settings of a study.</summary>
    /// <param name="settings">The settings.</param>
    public static StudyDocument Of(StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new StudyDocument
        {
            DataSet = settings.Data.Name,
            MixLabels = settings.Data.MixLabels,
            LabelNoise = settings.Data.LabelNoise,
            FreshLabels = settings.Training.FreshLabels,
            ImageSize = settings.Data.ImageSize,
            SkipBadImages = settings.Data.SkipBadImages,
            Samples = settings.Data.Samples,
            Network = settings.Training.Network,
            Hidden = settings.Training.HiddenWidths(),
            Dropout = settings.Training.Dropout,
            Optimizer = settings.Training.Optimizer,
            LearningRate = settings.Training.LearningRate,
            Batch = settings.Training.Batch,
            Epochs = settings.Epochs,
            Snapshots = settings.Snapshots,
            Seed = settings.Seed,
            Top = settings.Analysis.Top,
            Representatives = settings.Analysis.Representatives,
            Bins = settings.Analysis.Bins,
            Resolution = 1 / settings.Analysis.Gamma,
            Threads = settings.Analysis.Threads,
            Device = settings.Training.Device,
        };
    }
}
