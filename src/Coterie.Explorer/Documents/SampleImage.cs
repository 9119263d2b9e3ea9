using Coterie.Runs.Tables;

namespace Coterie.Explorer.Documents;

/// <summary>The image of a sample.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Channels">1 for gray; 3 for red, green and blue, one channel after the other.</param>
/// <param name="Pixels">Channels × height × width bytes in base64; 0 is dark.</param>
internal sealed record SampleImage(int Class, int Height, int Width, int Channels, string Pixels)
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;

    /// <summary>The document of an image that a run keeps.</summary>
    public static SampleImage Of(ImageRow row) =>
        new(row.Class, row.Height, row.Width, row.Channels, Convert.ToBase64String(row.Pixels));
}
