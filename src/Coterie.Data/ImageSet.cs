namespace Coterie.Data;

/// <summary>One split of a data set: images of one size and the class of each. The arrays are not copied.</summary>
public sealed class ImageSet
{
    /// <summary>Takes images and labels.</summary>
    /// <param name="pixels">
    /// <c>count × channels × height × width</c> values, row-major: 0 is dark, 255 is bright. Three channels are red, green and blue.
    /// </param>
    /// <param name="labels">The class of each image, 0 or more.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The columns of an image.</param>
    /// <param name="channels">1 for gray images, 3 for images in colour.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, the channels not 1 or 3, or a label negative.</exception>
    /// <exception cref="ArgumentException">The number of pixels is not <c>labels.Length × channels × height × width</c>.</exception>
    public ImageSet(byte[] pixels, int[] labels, int height, int width, int channels = 1)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (channels is not (1 or 3)) throw new ArgumentOutOfRangeException(nameof(channels), channels, "expected 1 or 3");
        if ((Int128)labels.Length * channels * height * width != pixels.Length)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {channels}×{height}×{width} do not make {pixels.Length} pixels", nameof(pixels));
        }
        if (labels.AsSpan().ContainsAnyExceptInRange(0, int.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(labels), "a label is negative");
        (Pixels, Labels, Height, Width, Channels) = (pixels, labels, height, width, channels);
    }

    /// <summary><c>Count × Channels × Height × Width</c> values, row-major: 0 is dark, 255 is bright.</summary>
    public byte[] Pixels { get; }

    /// <summary>The class of each image.</summary>
    public int[] Labels { get; }

    /// <summary>The number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>1 for gray images, 3 for images in colour: red, green, blue.</summary>
    public int Channels { get; }

    /// <summary>The rows of an image.</summary>
    public int Height { get; }

    /// <summary>The columns of an image.</summary>
    public int Width { get; }

    /// <summary>The values of one image: <c>Channels × Height × Width</c>.</summary>
    public int ImageLength => Channels * Height * Width;

    /// <summary>The <c>Channels × Height × Width</c> values of one image.</summary>
    /// <param name="index">In <c>0..Count-1</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Pixels.AsSpan(index * ImageLength, ImageLength);
    }
}
