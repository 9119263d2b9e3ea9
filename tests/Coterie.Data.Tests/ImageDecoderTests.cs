using CsCheck;
using SkiaSharp;

namespace Coterie.Data.Tests;

public class ImageDecoderTests
{
    [Theory]
    [InlineData(255, 0, 0, 255, 76)]
    [InlineData(0, 255, 0, 255, 150)]
    [InlineData(0, 0, 255, 255, 29)]
    [InlineData(255, 255, 255, 255, 255)]
    [InlineData(255, 255, 255, 128, 128)]
    [InlineData(255, 255, 255, 0, 0)]
    public void Gray_is_luma_and_transparent_pixels_are_put_on_black(byte red, byte green, byte blue, byte alpha, byte expected)
    {
        byte[] image = ImageSample.Plain(SKEncodedImageFormat.Png, new(red, green, blue, alpha));

        Assert.All(Gray(image, 8, 8), gray => Assert.Equal(expected, gray));
    }

    [Fact]
    public void Jpeg_and_bmp_are_read_too()
    {
        Assert.All(Gray(ImageSample.Plain(SKEncodedImageFormat.Jpeg, new(90, 90, 90)), 8, 8), gray => Assert.InRange(gray, 89, 91));
        Assert.Equal([76, 29], Gray(ImageSample.Bitmap(), 1, 2));
        Assert.Equal((1, 2), ImageDecoder.Size(ImageSample.Bitmap()));
    }

    [Fact]
    public void Another_size_is_scaled_or_refused()
    {
        byte[] image = ImageSample.Plain(SKEncodedImageFormat.Png, new(70, 70, 70), 9, 5);

        Assert.All(Gray(image, 4, 4, scale: true), gray => Assert.Equal(70, gray));
        Assert.StartsWith("is 9×5, expected 4×4", Assert.Throws<InputException>(() => Gray(image, 4, 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scaled_pixels_lie_between_the_extremes_and_at_the_same_size_are_the_same() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Byte.Array[1600]).Sample((width, height, size, values) =>
        {
            byte[] from = values[..(width * height)], to = new byte[size * size];

            ImageScaling.Scale(from, width, height, to, size, size, 1);

            Assert.All(to, value => Assert.InRange(value, from.Min(), from.Max()));
            if (width == size && height == size) Assert.Equal(from, to);
        });

    [Fact]
    public void Any_bytes_are_decoded_as_an_image_or_refused()
    {
        byte[][] images =
        [
            ImageSample.Varied(SKEncodedImageFormat.Png, 1, 20, 20),
            ImageSample.Varied(SKEncodedImageFormat.Jpeg, 2, 20, 20),
            ImageSample.Bitmap(),
        ];
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2000], Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[0, 6]).Sample((which, length, flips) =>
        {
            byte[] damaged = [.. images[which].Take(length)];
            foreach ((int at, byte mask) in flips)
            {
                if (at < damaged.Length) damaged[at] ^= mask;
            }
            try
            {
                Assert.Equal(64, Gray(damaged, 8, 8, scale: true).Length);
            }
            catch (InputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        });
    }

    private static byte[] Gray(byte[] encoded, int width, int height, bool scale = false)
    {
        byte[] gray = new byte[width * height];
        ImageDecoder.Decode(encoded, gray, width, height, 1, scale);
        return gray;
    }
}
