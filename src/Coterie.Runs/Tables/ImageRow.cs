using System.Text.Json.Serialization;

namespace Coterie.Runs.Tables;

/// <summary>A row of an <c>images</c> table: the image of a sample on which some neuron is among its most active.</summary>
public sealed record ImageRow
{
    /// <summary>Which of the samples that were analysed, from 0: of a study which training image.</summary>
    [JsonPropertyName("sample")]
    public long Sample { get; init; }

    /// <summary>Its class.</summary>
    [JsonPropertyName("class")]
    public int Class { get; init; }

    /// <summary>The rows of the image.</summary>
    [JsonPropertyName("height")]
    public int Height { get; init; }

    /// <summary>Its columns.</summary>
    [JsonPropertyName("width")]
    public int Width { get; init; }

    /// <summary>1 for gray, 3 for red, green and blue.</summary>
    [JsonPropertyName("channels")]
    public int Channels { get; init; }

    /// <summary>
    /// <c>Channels × Height × Width</c> values, row by row, as the network gets them before normalisation: 0 is dark, 255 is bright. Images
    /// of more than <see cref="Thumbnail.LongestSide"/> rows or columns are scaled down.
    /// </summary>
    [JsonPropertyName("pixels")]
    public byte[] Pixels { get; init; } = [];
}
