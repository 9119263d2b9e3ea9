using System.Buffers;
using SkiaSharp;

namespace Coterie.Data;

/// <summary>
/// Decodes image files (JPEG, PNG, BMP, GIF, WebP, ICO; of an animation the first picture) to gray pixels or to planes of red, green and
/// blue. Transparent pixels are put on black. Colour profiles and the camera's orientation tag are ignored, as other loaders of training
/// data ignore them.
/// </summary>
/// <remarks>Messages do not name the file; the caller adds its name.</remarks>
internal static unsafe class ImageDecoder
{
    // A thread needs four bytes a pixel while it decodes.
    private const int MaxPixels = 1 << 26;

    /// <summary>Width and height, from the header.</summary>
    /// <exception cref="InputException">The bytes are not an image that can be decoded.</exception>
    public static (int Width, int Height) Size(byte[] encoded)
    {
        fixed (byte* bytes = encoded)
        {
            using SKData data = SKData.Create((nint)bytes, encoded.Length);
            using SKCodec codec = Open(data);
            return (codec.Info.Width, codec.Info.Height);
        }
    }

    /// <summary>Decodes an image to the wanted size.</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="pixels">Receives <c>channels × height × width</c> values.</param>
    /// <param name="width">The columns wanted.</param>
    /// <param name="height">The rows wanted.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="scale">Whether an image of another size is scaled; otherwise it is refused.</param>
    /// <exception cref="InputException">The bytes are not an image, damaged, cut short, too large, or of another size.</exception>
    public static void Decode(byte[] encoded, Span<byte> pixels, int width, int height, int channels, bool scale)
    {
        fixed (byte* bytes = encoded)
        {
            using SKData data = SKData.Create((nint)bytes, encoded.Length);
            using SKCodec codec = Open(data);
            (int ownWidth, int ownHeight) = (codec.Info.Width, codec.Info.Height);
            if (ownWidth == width && ownHeight == height)
            {
                Decode(codec, pixels, channels);
                return;
            }
            if (!scale)
            {
                throw new InputException(
                    $"is {ownWidth}×{ownHeight}, expected {width}×{height} like the first image, or an image size to scale all to");
            }
            byte[] whole = new byte[channels * ownWidth * ownHeight];
            Decode(codec, whole, channels);
            ImageScaling.Scale(whole, ownWidth, ownHeight, pixels, width, height, channels);
        }
    }

    private static SKCodec Open(SKData data)
    {
        if (data.Size == 0) throw new InputException("is empty, or a pipe or a device, expected an image");
        SKCodec codec = SKCodec.Create(data) ?? throw new InputException(
            "is no image that can be read (JPEG, PNG, BMP, GIF, WebP, ICO), or damaged at its beginning");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height is > 0 and <= MaxPixels && Math.Max(width, height) <= ImageScaling.MaxSide) return codec;
        codec.Dispose();
        throw new InputException(
            $"announces {width}×{height} pixels, expected at most {MaxPixels}, and {ImageScaling.MaxSide} rows and columns");
    }

    private static void Decode(SKCodec codec, Span<byte> pixels, int channels)
    {
        // A colour multiplied by its opacity is how it looks on black.
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            fixed (byte* target = buffer)
            {
                SKCodecResult result = codec.GetPixels(info, (nint)target);
                if (result == SKCodecResult.IncompleteInput) throw new InputException("is cut short");
                if (result != SKCodecResult.Success) throw new InputException("is damaged");
            }
            ReadOnlySpan<byte> rgba = buffer.AsSpan(0, info.BytesSize);
            if (channels == 1)
            {
                for (int i = 0; i < pixels.Length; i++, rgba = rgba[4..]) pixels[i] = Luma.Of(rgba[0], rgba[1], rgba[2]);
                return;
            }
            int plane = info.Width * info.Height;
            Span<byte> red = pixels[..plane], green = pixels.Slice(plane, plane), blue = pixels.Slice(2 * plane, plane);
            for (int i = 0; i < plane; i++, rgba = rgba[4..]) (red[i], green[i], blue[i]) = (rgba[0], rgba[1], rgba[2]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
