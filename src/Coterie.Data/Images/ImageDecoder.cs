using System.Buffers;
using SkiaSharp;

namespace Coterie.Data;

/// <summary>
/// Encoded images (JPEG, PNG, BMP) as gray pixels. Transparent ones lie on black; colour profiles and the orientation that a
/// camera noted are left alone, as other loaders for training do.
/// </summary>
/// <remarks>Messages do not say which file it is: the caller knows.</remarks>
internal static unsafe class ImageDecoder
{
    // Four bytes a pixel while it is decoded, in each thread.
    private const int MaxPixels = 1 << 26;

    /// <summary>Width and height, from the header.</summary>
    /// <exception cref="InputException">It is no image that can be decoded.</exception>
    public static (int Width, int Height) Size(byte[] encoded)
    {
        fixed (byte* bytes = encoded)
        {
            using SKData data = SKData.Create((nint)bytes, encoded.Length);
            using SKCodec codec = Open(data);
            return (codec.Info.Width, codec.Info.Height);
        }
    }

    /// <summary>Decodes, to gray, to the size wanted.</summary>
    /// <param name="encoded">The file's bytes.</param>
    /// <param name="gray"><c>height × width</c> pixels, filled.</param>
    /// <param name="width">Columns wanted.</param>
    /// <param name="height">Rows wanted.</param>
    /// <param name="scale">Whether an image of another size is scaled, or refused.</param>
    /// <exception cref="InputException">It is no image, damaged, cut short, too large, or of another size.</exception>
    public static void Decode(byte[] encoded, Span<byte> gray, int width, int height, bool scale)
    {
        fixed (byte* bytes = encoded)
        {
            using SKData data = SKData.Create((nint)bytes, encoded.Length);
            using SKCodec codec = Open(data);
            (int ownWidth, int ownHeight) = (codec.Info.Width, codec.Info.Height);
            if (ownWidth == width && ownHeight == height)
            {
                Decode(codec, gray);
                return;
            }
            if (!scale)
                throw new InputException($"is {ownWidth}×{ownHeight}, expected {width}×{height} like the first image, or an image size to scale all to");
            byte[] whole = new byte[ownWidth * ownHeight];
            Decode(codec, whole);
            ImageScaling.Scale(whole, ownWidth, ownHeight, gray, width, height);
        }
    }

    private static SKCodec Open(SKData data)
    {
        SKCodec codec = SKCodec.Create(data) ?? throw new InputException("is no JPEG, PNG or BMP image, or damaged at its beginning");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height is > 0 and <= MaxPixels) return codec;
        codec.Dispose();
        throw new InputException($"announces {width}×{height} pixels, expected at most {MaxPixels}");
    }

    private static void Decode(SKCodec codec, Span<byte> gray)
    {
        // Premultiplied by its opacity, a colour is what shows before black.
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        byte[] rgba = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            fixed (byte* target = rgba)
            {
                SKCodecResult result = codec.GetPixels(info, (nint)target);
                if (result == SKCodecResult.IncompleteInput) throw new InputException("is cut short");
                if (result != SKCodecResult.Success) throw new InputException("is damaged");
            }
            ReadOnlySpan<byte> pixels = rgba.AsSpan(0, info.BytesSize);
            for (int i = 0; i < gray.Length; i++, pixels = pixels[4..]) gray[i] = Luma.Of(pixels[0], pixels[1], pixels[2]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }
}
