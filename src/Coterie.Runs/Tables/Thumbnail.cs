using Coterie.Data;

namespace Coterie.Runs.Tables;

/// <summary>Images as a run keeps them: small enough to be kept by the thousand.</summary>
public static class Thumbnail
{
    /// <summary>The most rows and columns of an image that a run keeps.</summary>
    public const int LongestSide = 64;

    /// <summary>
    /// The row of an image. A larger one is scaled down by a whole number: a pixel is the mean of a square of its pixels.
    /// </summary>
    /// <param name="images">All images.</param>
    /// <param name="sample">Which of them.</param>
    internal static ImageRow Of(ImageSet images, int sample)
    {
        ReadOnlySpan<byte> pixels = images.Image(sample);
        int factor = (Math.Max(images.Height, images.Width) + LongestSide - 1) / LongestSide;
        int height = (images.Height + factor - 1) / factor, width = (images.Width + factor - 1) / factor;
        byte[] scaled = factor == 1 ? pixels.ToArray() : new byte[images.Channels * height * width];
        for (int at = 0; factor > 1 && at < scaled.Length; at++)
        {
            (int row, int column) = Math.DivRem(at, width);
            (int channel, row) = Math.DivRem(row, height);
            scaled[at] = Mean(pixels.Slice(channel * images.Height * images.Width, images.Height * images.Width), row, column);
        }
        return new ImageRow
        {
            Sample = sample,
            Class = images.Labels[sample],
            Height = height,
            Width = width,
            Channels = images.Channels,
            Pixels = scaled,
        };

        // Squares at the right and the lower edge may be cut.
        byte Mean(ReadOnlySpan<byte> plane, int row, int column)
        {
            int bottom = Math.Min((row + 1) * factor, images.Height), right = Math.Min((column + 1) * factor, images.Width);
            int sum = 0, count = 0;
            for (int y = row * factor; y < bottom; y++)
            {
                for (int x = column * factor; x < right; x++, count++) sum += plane[y * images.Width + x];
            }
            return (byte)((sum + count / 2) / count);
        }
    }
}
