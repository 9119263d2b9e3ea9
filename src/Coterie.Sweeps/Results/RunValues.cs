using System.Text.Json;
using Coterie.Data;
using Coterie.Measures;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Results;

/// <summary>
/// The values of a finished run that the results of a sweep have. They are kept beside the run, so that the results of thousands of runs do
/// not read every snapshot again.
/// </summary>
public sealed record RunValues
{
    // Changes with what a value means, so that what an earlier version kept is made again.
    private const int CurrentFormat = 1;

    /// <summary>The format's version.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The checksum of the manifest of the run they are from; with another, the run has changed since.</summary>
    public required string Manifest { get; init; }

    /// <summary>The accuracy on the training samples at the end, in evaluation mode; null where not known.</summary>
    public double? AccuracyTrain { get; init; }

    /// <summary>The accuracy on the test samples at the end; null where not known.</summary>
    public double? AccuracyTest { get; init; }

    /// <summary>A row for each measure of the model and of each layer.</summary>
    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>The values of a run: as they were kept, or made and kept now.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <param name="run">The run; it is finished.</param>
    /// <exception cref="InputException">A file of the run is missing or damaged.</exception>
    public static RunValues Of(SweepFolder folder, PlannedRun run)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string manifest = Checksum.Of(folder.ManifestPath(run));
        string kept = folder.ValuesPath(run);
        if (Find(kept) is { Format: CurrentFormat } found && found.Manifest == manifest) return found;
        RunValues values = Of(RunReader.Open(folder.RunPath(run)).ReadSnapshots(), manifest);
        // In place, not flushed and renamed like other files: of 10 000 runs of nothing the results take 2 s, and took 90 s. What a killed
        // process leaves of one is damaged, and made again.
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(values, Json.Options);
        FileErrors.Name(kept, "cannot be written", () => File.WriteAllBytes(kept, content));
        return values;
    }

    /// <summary>The values of snapshots.</summary>
    internal static RunValues Of(IReadOnlyList<Snapshot> snapshots, string manifest)
    {
        if (snapshots.Count == 0) return new RunValues { Manifest = manifest, Rows = [] };
        Snapshot last = snapshots[^1];
        return new RunValues
        {
            Manifest = manifest,
            AccuracyTrain = last.Accuracy.Evaluated,
            AccuracyTest = last.Accuracy.Test,
            Rows = [.. last.Values.Where(value => value.Key.Class is null).Select(value => RowOf(value.Key, snapshots))],
        };
    }

    private static RunValues? Find(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return Json.Read<RunValues>(path);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static Row RowOf(MeasureKey key, IReadOnlyList<Snapshot> snapshots)
    {
        (double Epoch, double Value)[] course =
        [
            .. snapshots.Where(snapshot => snapshot[key] is not null).Select(snapshot => (snapshot.Epoch, snapshot[key]!.Value)),
        ];
        return new Row(
            key.Layer,
            key.Measure,
            key.Variant,
            snapshots[^1][key],
            course.Length == 0 ? null : course.Max(point => point.Value),
            Mean(course));
    }

    // By the trapezoid rule over epochs: snapshots that lie close together, as at the beginning of training, do not count more.
    private static double? Mean((double Epoch, double Value)[] course)
    {
        if (course.Length == 0) return null;
        double area = 0;
        for (int k = 1; k < course.Length; k++)
        {
            area += (course[k].Epoch - course[k - 1].Epoch) * (course[k].Value + course[k - 1].Value) / 2;
        }
        double length = course[^1].Epoch - course[0].Epoch;
        return length > 0 ? area / length : course[0].Value;
    }

    /// <summary>The values of a measure.</summary>
    /// <param name="Layer">The layer; null for the whole model.</param>
    /// <param name="Measure">The measure's family.</param>
    /// <param name="Variant">Its form; empty where there is one only.</param>
    /// <param name="Final">The value at the end; null where there is none.</param>
    /// <param name="Maximum">The largest value of all snapshots.</param>
    /// <param name="Mean">The mean over training, each epoch counting alike.</param>
    public sealed record Row(string? Layer, string Measure, string Variant, double? Final, double? Maximum, double? Mean);
}
