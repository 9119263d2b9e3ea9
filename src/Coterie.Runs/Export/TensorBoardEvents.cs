using Coterie.Measures;
using Coterie.Runs.Export.Schema;
using Google.Protobuf;

namespace Coterie.Runs.Export;

/// <summary>
/// The TensorBoard export: an event file with a scalar for each measure, such as <c>modularity/weightedOverlap/layer1</c>, at the training
/// step of each snapshot.
/// </summary>
internal static class TensorBoardEvents
{
    public static IEnumerable<ExportFile> Files(ExportedRun run)
    {
        // TensorBoard takes a file for one of events if "tfevents" is in its name.
        yield return new ExportFile("events.out.tfevents.coterie", stream => Write(stream, run));
    }

    private static void Write(Stream stream, ExportedRun run)
    {
        RecordFile.Append(stream, new Event { FileVersion = "brain.Event:2" }.ToByteArray());
        bool hasSteps = run.Snapshots.All(snapshot => snapshot.Step is not null);
        foreach (Snapshot snapshot in run.Snapshots)
        {
            Summary summary = new();
            foreach ((MeasureKey key, double? value) in snapshot.Values)
            {
                if (value is not { } known) continue;
                summary.Value.Add(new Scalar { Tag = TagOf(key, run.ClassNames), SimpleValue = (float)known });
            }
            // A run does not keep the time of its snapshots.
            Event at = new() { Step = hasSteps ? snapshot.Step!.Value : snapshot.Number, Summary = summary };
            RecordFile.Append(stream, at.ToByteArray());
        }
    }

    /// <summary>The tag of a value: measure, variant, layer and class, those of them that it has.</summary>
    internal static string TagOf(MeasureKey key, IReadOnlyList<string>? classNames)
    {
        List<string> parts = [key.Measure];
        if (key.Variant.Length > 0) parts.Add(key.Variant);
        if (key.Layer is not null) parts.Add(key.Layer);
        if (key.Class is { } i) parts.Add(i < classNames?.Count ? $"{i} {classNames[i]}" : $"{i}");
        return Printable.Line(string.Join('/', parts));
    }
}
