namespace Coterie.Data;

/// <summary>One split of a data set: gray images of one size, and the class of each. Holds the arrays it is given, uncopied.</summary>
public sealed class ImageSet
{
    /// <summary>Takes images and labels.</summary>
    /// <param name="pixels">Gray values, <c>count × height × width</c>, row-major: 0 is black, 255 white.</param>
    /// <param name="labels">The class of each image, 0 or more.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or a label negative.</exception>
    /// <exception cref="ArgumentException">The number of pixels is not <c>labels.Length × height × width</c>.</exception>
    public ImageSet(byte[] pixels, int[] labels, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if ((Int128)labels.Length * height * width != pixels.Length)
        {
            throw new ArgumentException(
                $"{labels.Length} images of {height}×{width} do not make {pixels.Length} pixels", nameof(pixels));
        }
        if (labels.AsSpan().ContainsAnyExceptInRange(0, int.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(labels), "a label is negative");
        (Pixels, Labels, Height, Width) = (pixels, labels, height, width);
    }

    /// <summary>Gray values, <c>Count × Height × Width</c>, row-major: 0 is black, 255 white.</summary>
    public byte[] Pixels { get; }

    /// <summary>The class of each image.</summary>
    public int[] Labels { get; }

    /// <summary>How many images.</summary>
    public int Count => Labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>The <c>Height × Width</c> pixels of one image.</summary>
    /// <param name="index">In <c>0..Count-1</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int size = Height * Width;
        return Pixels.AsSpan(index * size, size);
    }
}
