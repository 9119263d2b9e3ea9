using System.Security.Cryptography;
using System.Text;
using Coterie.Activations;
using Coterie.Data;
using Coterie.Onnx;
using Coterie.Runs.Files;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Models;

/// <summary>Analyses ONNX models: the checkpoints of one network while it was trained, one for each snapshot.</summary>
public sealed class ModelAnalysis
{
    /// <summary>The kind of these runs.</summary>
    public const string Kind = "models";

    // An accuracy in a log is rounded; that of fewer samples is less certain, here to four standard errors.
    private const double LargestDifference = 0.01;

    private readonly IReadOnlyList<MatchedFile> matched;
    private readonly ModelReading reading;
    private readonly AnalysisSettings choices;
    private readonly FileEpochs found;
    private readonly IReadOnlyList<int>? epochs;
    private readonly List<string> notes = [];

    /// <summary>Finds the models' epochs and the accuracy at each.</summary>
    /// <param name="files">
    /// The models; they are analysed by ascending epoch. A name with <c>*</c> or <c>?</c> that is no file stands for those it matches.
    /// </param>
    /// <param name="accuracyPath">A table of accuracies, see <see cref="AccuracyTable"/>; null for none.</param>
    /// <param name="choices">The choices of the analysis.</param>
    /// <param name="reading">On what the models are run.</param>
    /// <param name="epochs">The epoch of each model, in the order of the files; null to take them from the files' names.</param>
    /// <exception cref="InputException">
    /// A file cannot be read, the names do not tell the epochs, or they are not those of the accuracies.
    /// </exception>
    public ModelAnalysis(
        IReadOnlyList<string> files,
        string? accuracyPath,
        AnalysisSettings choices,
        ModelReading reading,
        IReadOnlyList<int>? epochs = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(reading);
        this.choices = choices;
        this.reading = reading;
        this.epochs = epochs;
        found = FileEpochs.Match(FilePatterns.Expand(files), accuracyPath, epochs);
        matched = found.Matched;
        notes.AddRange(found.Notes);
    }

    /// <summary>How many models there are.</summary>
    public int Count => matched.Count;

    /// <summary>
    /// What a person should know of how models and data were read, a line each; a line about a reading that is in doubt begins with
    /// <c>warning: </c>. Complete once <see cref="Run"/> has returned.
    /// </summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Whether the run was finished in its folder, and was read from there. Known once <see cref="Run"/> has returned.</summary>
    public bool WasFinished { get; private set; }

    /// <summary>Loads the data and analyses the models one by one.</summary>
    /// <param name="folder">The run folder: new, empty, or this analysis's; null for none.</param>
    /// <param name="progress">Receives each snapshot, including those already in the folder, on this thread.</param>
    /// <param name="loading">Receives how far the data are loaded; may be null.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">A model cannot be run, is unlike the first, or the data or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(
        string? folder,
        IProgress<Snapshot>? progress = null,
        IProgress<LoadProgress>? loading = null,
        CancellationToken cancellation = default)
    {
        OnnxModel first = OnnxModel.Load(matched[0].File);
        ModelData data = ModelData.Load(reading, first, choices.Seed, loading, cancellation);
        ModelSettings settings = Settings();
        RunIdentity identity = RunIdentity.Of(Kind, preset: null, settings) with { Data = data.Fingerprint };
        WasFinished = folder is not null && RunReader.Find(folder, identity, data.Summary) is { IsComplete: true };
        FileSnapshots recording = new(matched, choices, Environment());
        notes.AddRange(data.Notes);
        if (!WasFinished) recording.AddNotes(notes, Check(first, data, cancellation));
        IReadOnlyList<Snapshot> snapshots = recording.Record(
            folder, identity, data.Summary, (k, recorder) => Analyse(k, recorder, data, cancellation), progress, data.Images);
        Doubt(snapshots, data.Summary);
        return RunResults.Of(preset: null, settings, snapshots) with { Data = data.Summary };
    }

    // Every model is opened before the first is analysed, so that an error in the last shows at once.
    private IReadOnlyList<string>[] Check(OnnxModel first, ModelData data, CancellationToken cancellation)
    {
        using OnnxActivationSource expected = Open(first, data);
        return
        [
            expected.Notes,
            .. matched.Skip(1).Select(file =>
            {
                cancellation.ThrowIfCancellationRequested();
                OnnxModel model = OnnxModel.Load(file.File);
                RequireSameInputs(model, first);
                using OnnxActivationSource source = Open(model, data);
                if (source.Layers.SequenceEqual(expected.Layers)) return source.Notes;
                throw new InputException(
                    $"{file.File}: found {FileSnapshots.Describe(source)}, expected {FileSnapshots.Describe(expected)} as in "
                    + matched[0].File);
            }),
        ];
    }

    private static void RequireSameInputs(OnnxModel model, OnnxModel first)
    {
        string found = Inputs(model), expected = Inputs(first);
        if (found != expected) throw new InputException($"{model.Path}: found the inputs {found}, expected {expected} as in {first.Path}");

        static string Inputs(OnnxModel model) => string.Join(", ", model.Inputs.Select(input => $"{input.Name} {input.ShapeText}"));
    }

    private OnnxActivationSource Open(OnnxModel model, ModelData data)
    {
        return new OnnxActivationSource(
            model,
            data.Train,
            new OnnxSettings { Layers = reading.Layers, Pooling = reading.Pooling, Threads = choices.Threads });
    }

    private Snapshot Analyse(int k, SnapshotRecorder recorder, ModelData data, CancellationToken cancellation)
    {
        MatchedFile file = matched[k];
        using OnnxActivationSource source = Open(OnnxModel.Load(file.File), data);
        CorrectAnswers? test = data.Test is null ? null : source.Classify(data.Test, cancellation);
        Accuracies accuracy = file.Accuracy with
        {
            // What the model does here goes before what a table says of it.
            Test = test?.Share ?? file.Accuracy.Test,
            TestByClass = test?.ByClass,
            Evaluated = null,
        };
        return recorder.Record(file.Epoch, accuracy, source, cancellation: cancellation);
    }

    private void Doubt(IReadOnlyList<Snapshot> snapshots, DataSummary data)
    {
        foreach ((Snapshot snapshot, MatchedFile file) in snapshots.Zip(matched))
        {
            if (file.Accuracy.Test is not { } logged || snapshot.Accuracy.Test is not { } here) continue;
            if (Math.Abs(logged - here) <= LargestDifference + (2 / Math.Sqrt(data.Test))) continue;
            notes.Add(
                $"warning: {file.File}: classifies {here:0.####} of the test samples correctly, but the table says {logged:0.####}: are "
                + "the data, --mean and --std those of its training?");
            return;
        }
        if (data.TrainByClass is not { } counts || snapshots[^1].Accuracy.Evaluated is not { } last) return;
        double largest = counts.Max() / (double)counts.Sum();
        if (last > 1.2 * largest) return;
        notes.Add(
            $"warning: {matched[^1].File}: classifies {last:0.####} of the samples correctly, hardly more than always the largest class "
            + $"({largest:0.####}): are the order of the classes, --mean and --std those of its training?");
    }

    private ModelSettings Settings() => new()
    {
        Files = [.. matched.Select(file => Path.GetFileName(file.File))],
        Sha256 = [.. matched.Select(file => Hash(file.File))],
        AccuracySha256 = found.AccuracySha256,
        Epochs = epochs is null ? null : [.. matched.Select(file => file.Epoch)],
        Data = Path.Exists(reading.Data) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(reading.Data)) : reading.Data,
        Samples = reading.Samples,
        ImageSize = reading.Inputs.ImageSize,
        Channels = reading.Inputs.Channels,
        Mean = reading.Inputs.Mean.Count == 0 ? null : reading.Inputs.Mean,
        Std = reading.Inputs.Std.Count == 0 ? null : reading.Inputs.Std,
        Pooling = reading.Pooling,
        Layers = reading.Layers.Count == 0 ? null : reading.Layers,
        Seed = choices.Seed,
        Top = choices.Top,
        Representatives = choices.Representatives,
        Bins = choices.Bins,
        Resolution = 1 / choices.Gamma,
    };

    private RunEnvironment Environment()
    {
        Dictionary<string, string> runtime = new(StringComparer.Ordinal) { ["ONNX Runtime"] = OnnxModel.RuntimeVersion };
        return RunEnvironment.Here(choices.Threads, libraries: runtime);
    }

    private static string Hash(string file)
    {
        string own = FileSnapshots.Hash(file, "a model in the ONNX format");
        IReadOnlyList<string> weights = OnnxModel.Load(file).ExternalFiles;
        if (weights.Count == 0) return own;
        string all = string.Concat(weights.Select(path => FileSnapshots.Hash(path, "weights of a model")).Prepend(own));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(all)));
    }
}
