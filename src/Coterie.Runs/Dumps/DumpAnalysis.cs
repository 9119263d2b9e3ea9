using Coterie.Data;
using Coterie.Runs.Files;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Dumps;

/// <summary>Analyses activations that another program saved while it trained: one dump for each snapshot.</summary>
public sealed class DumpAnalysis
{
    /// <summary>The name of the kind of run in <c>run.json</c>.</summary>
    internal const string Kind = "dumps";

    private readonly IReadOnlyList<string> files;
    private readonly IReadOnlyList<MatchedFile> matched;
    private readonly FileSnapshots recording;
    private readonly DumpReading reading;
    private readonly Lazy<DumpSettings> settings;
    private readonly List<string> notes = [];

    /// <summary>Finds the dumps' epochs and the accuracy at each.</summary>
    /// <param name="files">
    /// The dumps; they are analysed by ascending epoch. A name with <c>*</c> or <c>?</c> that is no file stands for those it matches.
    /// </param>
    /// <param name="accuracyPath">A table of accuracies, see <see cref="AccuracyTable"/>; null for none.</param>
    /// <param name="choices">The choices of the analysis.</param>
    /// <param name="reading">How the dumps are read where there is a choice.</param>
    /// <param name="epochs">The epoch of each dump, in the order of the files; null to take them from the files' names.</param>
    /// <exception cref="InputException">
    /// A file cannot be read, the names do not tell the epochs, or they are not those of the accuracies.
    /// </exception>
    public DumpAnalysis(
        IReadOnlyList<string> files,
        string? accuracyPath,
        AnalysisSettings choices,
        DumpReading reading,
        IReadOnlyList<int>? epochs = null)
    {
        FileEpochs found = FileEpochs.Match(FilePatterns.Expand(files), accuracyPath, epochs);
        matched = found.Matched;
        recording = new FileSnapshots(matched, choices, RunEnvironment.Here(choices.Threads));
        notes.AddRange(found.Notes);
        this.files = [.. matched.Select(dump => dump.File)];
        this.reading = reading with { LoneArray = LoneLayer.NameFor(this.files) };
        bool isLabelFile = reading.Labels != DumpReading.DefaultLabels && File.Exists(reading.Labels);
        // A hash is computed on one core; the analysis goes on beside it.
        Task<string[]> hashes = Task.Run(() => this.files.Select(file => FileSnapshots.Hash(file, DumpFile.Expected)).ToArray());
        string? labelsHash = isLabelFile ? FileSnapshots.Hash(reading.Labels, "a file of labels") : null;
        settings = new(() => new DumpSettings
        {
            Files = [.. this.files.Select(file => Path.GetFileName(file))],
            Sha256 = hashes.GetAwaiter().GetResult(),
            AccuracySha256 = found.AccuracySha256,
            Epochs = epochs is null ? null : [.. matched.Select(dump => dump.Epoch)],
            Pooling = reading.Pooling,
            Layout = reading.Layout.Count == 0 ? null : [.. reading.Layout.Select(rule => rule.ToString())],
            Layers = reading.Layers.Count == 0 ? null : reading.Layers,
            Labels = isLabelFile ? Path.GetFileName(reading.Labels) : reading.Labels == DumpReading.DefaultLabels ? null : reading.Labels,
            LabelsSha256 = labelsHash,
            Seed = choices.Seed,
            Top = choices.Top,
            Representatives = choices.Representatives,
            Bins = choices.Bins,
            Resolution = 1 / choices.Gamma,
        });
    }

    /// <summary>How many dumps there are.</summary>
    public int Count => files.Count;

    /// <summary>The settings that decide the values. They are known once the dumps have been read for their hashes.</summary>
    /// <exception cref="InputException">A dump cannot be read.</exception>
    public DumpSettings Settings => settings.Value;

    /// <summary>
    /// What a person should know of how the dumps and the table were read, a line each, in plain text of any length; a line about a reading
    /// that is in doubt begins with <c>warning: </c>. Complete once <see cref="Run"/> has returned.
    /// </summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Whether this analysis is finished in a folder, so that its results are read from there.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="InputException">The folder holds something else, or another run.</exception>
    public bool IsFinished(string folder)
    {
        return RunReader.Find(folder, Identity) is { IsComplete: true };
    }

    /// <summary>Analyses the dumps one by one.</summary>
    /// <param name="folderPath">The run folder: new, empty, or this analysis's; null for none.</param>
    /// <param name="progress">Receives each snapshot, including those already in the folder, on this thread.</param>
    /// <param name="cancellation">Stops cleanly.</param>
    /// <exception cref="InputException">A dump is damaged or unlike the first, or the folder is not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RunResults Run(string? folderPath, IProgress<Snapshot>? progress = null, CancellationToken cancellation = default)
    {
        // Every dump is opened before the first is analysed, so that an error in the last shows at once.
        DumpActivations[] dumps = [.. files.Select(file => new DumpActivations(file, reading))];
        for (int k = 1; k < dumps.Length; k++) RequireAlike(dumps, k);
        recording.AddNotes(notes, [.. dumps.Select(dump => dump.Notes)]);

        DataSummary data = Summary(dumps[0]);
        IReadOnlyList<Snapshot> snapshots = recording.Record(
            folderPath,
            Identity,
            data,
            (k, recorder) => recorder.Record(matched[k].Epoch, matched[k].Accuracy, dumps[k], cancellation: cancellation),
            progress);
        return RunResults.Of(preset: null, Settings, snapshots) with { Data = data };
    }

    private RunIdentity Identity => RunIdentity.Of(Kind, preset: null, Settings);

    private void RequireAlike(DumpActivations[] dumps, int k)
    {
        if (!dumps[k].Layers.SequenceEqual(dumps[0].Layers) || dumps[k].Classes != dumps[0].Classes)
        {
            string found = FileSnapshots.Describe(dumps[k]), expected = FileSnapshots.Describe(dumps[0]);
            throw new InputException($"{files[k]}: found {found}, expected {expected} as in {files[0]}");
        }
        if (dumps[k].ClassNames.SequenceEqual(dumps[0].ClassNames, StringComparer.Ordinal)) return;
        int i = 0;
        while (dumps[k].ClassNames[i] == dumps[0].ClassNames[i]) i++;
        throw new InputException(
            $"{files[k]}: found the label {dumps[k].ClassNames[i]} as class {i}, expected {dumps[0].ClassNames[i]} as in {files[0]}");
    }

    private static DataSummary Summary(DumpActivations dump)
    {
        return new DataSummary((int)dump.Samples, Test: 0, Height: 0, Width: 0, dump.ClassNames, dump.Notes)
        {
            TrainByClass = dump.SamplesByClass,
        };
    }
}
