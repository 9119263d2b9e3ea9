using System.Text.Json;
using System.Text.Json.Serialization;
using Coterie.Data;

namespace Coterie.Runs.Folder;

/// <summary>A summary of the images of a study, or of the samples of the first dump of an analysis, for people to read.</summary>
/// <param name="Train">The number of training images, or of samples.</param>
/// <param name="Test">The number of test images.</param>
/// <param name="Height">Rows of an image; 0 for a dump.</param>
/// <param name="Width">Columns of an image; 0 for a dump.</param>
/// <param name="Classes">The classes' names, in the order of the labels.</param>
/// <param name="Warnings">What was left out of the data set, or how the dump was read, one line each.</param>
public sealed record DataSummary(
    int Train, int Test, int Height, int Width, IReadOnlyList<string> Classes, IReadOnlyList<string> Warnings)
{
    /// <summary>Colours of a pixel: 1 for gray, 3 for red, green and blue.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The number of training images of each class, in the order of <see cref="Classes"/>; null where not known.</summary>
    public IReadOnlyList<int>? TrainByClass { get; init; }

    /// <summary>The number of test images of each class; null where not known.</summary>
    public IReadOnlyList<int>? TestByClass { get; init; }

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Summarises a data set.</summary>
    /// <param name="data">The data set.</param>
    public static DataSummary Of(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        ImageSet train = data.Train;
        string[] warnings = [.. data.Warnings.Select(WithoutFolder)];
        return new DataSummary(train.Count, data.Test.Count, train.Height, train.Width, data.ClassNames, warnings)
        {
            Channels = train.Channels,
            TrainByClass = ByClass(train.Labels, data.Classes),
            TestByClass = ByClass(data.Test.Labels, data.Classes),
        };
    }

    /// <summary>Summarises samples that are no images of a data set.</summary>
    /// <param name="labels">The class of each.</param>
    /// <param name="classes">The classes' names.</param>
    /// <param name="notes">How they were read, one line each.</param>
    internal static DataSummary Of(ReadOnlySpan<int> labels, IReadOnlyList<string> classes, IReadOnlyList<string> notes)
    {
        return new DataSummary(labels.Length, Test: 0, Height: 0, Width: 0, classes, notes)
        {
            TrainByClass = ByClass(labels, classes.Count),
        };
    }

    /// <summary>How these data differ from those asked for, for a message; null where the summaries are the same.</summary>
    internal string? DifferenceFrom(DataSummary asked)
    {
        string here = $"{Train} + {Test} images of {Size()}", there = $"{asked.Train} + {asked.Test} images of {asked.Size()}";
        if (here != there) return $"{here}, expected {there}";
        if (Classes.SequenceEqual(asked.Classes, StringComparer.Ordinal)) return null;
        return $"classes {Few(Classes)}, expected {Few(asked.Classes)}";
    }

    private string Size() => Channels == 1 ? $"{Height}×{Width}" : $"{Height}×{Width} in {Channels} channels";

    private static string Few(IReadOnlyList<string> classes)
    {
        const int few = 10;
        return string.Join(", ", classes.Take(few)) + (classes.Count > few ? $" and {classes.Count - few} more" : "");
    }

    private static int[] ByClass(ReadOnlySpan<int> labels, int classes)
    {
        int[] counts = new int[classes];
        foreach (int label in labels) counts[label]++;
        return counts;
    }

    // Runs are shared, and the folder of the data means nothing to others.
    private static string WithoutFolder(string warning)
    {
        int path = warning.IndexOf(": ", StringComparison.Ordinal);
        return path < 0 ? warning : Path.GetFileName(warning[..path]) + warning[path..];
    }
}
