using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coterie.Runs.Folder;

/// <summary>A summary of the images of a study, for people to read.</summary>
/// <param name="Train">The number of training images.</param>
/// <param name="Test">The number of test images.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Classes">The classes' names, in the order of the labels.</param>
/// <param name="Warnings">What was left out of the data set, one line each.</param>
public sealed record DataSummary(
    int Train, int Test, int Height, int Width, IReadOnlyList<string> Classes, IReadOnlyList<string> Warnings)
{
    /// <summary>Colours of a pixel: 1 for gray, 3 for red, green and blue.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Members that a later version wrote.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
