using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class LabelledImagesTests
{
    private static readonly byte[] Pixels = [0, 51, 102, 153, 204, 255];
    private static readonly int[] Labels = [7, 0, 2];

    [Fact]
    public void A_slice_has_the_pixels_between_0_and_1_and_the_classes()
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelledImages images = new(Pixels, Labels, CPU);

        (Tensor pixels, Tensor classes) = images.Slice(1, 2);

        Assert.Equal(3, images.Count);
        Assert.Equal(2, images.Features);
        Assert.Equal([2, 2], pixels.shape);
        Assert.Equal([0.4f, 0.6f, 0.8f, 1f], pixels.ToArray<float>());
        Assert.Equal([0, 2], classes.ToArray<long>());
    }

    [Fact]
    public void Taken_samples_come_in_the_order_asked_for()
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelledImages images = new(Pixels, Labels, CPU);

        (Tensor pixels, Tensor classes) = images.Take(tensor((long[])[2, 0, 2]));

        Assert.Equal([0.8f, 1f, 0f, 0.2f, 0.8f, 1f], pixels.ToArray<float>());
        Assert.Equal([2, 7, 2], classes.ToArray<long>());
    }

    [Theory]
    [InlineData(256)]
    [InlineData(37)]
    public void Every_pixel_is_divided_by_255_as_a_division_rounds(int features)
    {
        byte[] pixels = [.. Enumerable.Range(0, features * 7).Select(k => (byte)k)];
        using DisposeScope scope = NewDisposeScope();
        using LabelledImages images = new(pixels, [0, 1, 2, 3, 4, 5, 6], CPU);

        (Tensor taken, _) = images.Take(arange(7));

        Assert.Equal(pixels.Select(pixel => pixel / 255f), taken.ToArray<float>());
        Assert.Equal(images.Slice(0, 7).Images.ToArray<float>(), taken.ToArray<float>());
    }

    [Fact]
    public void They_outlive_the_scope_they_were_made_in_and_the_bytes_they_were_made_from()
    {
        byte[] bytes = [.. Pixels];
        LabelledImages images;
        using (NewDisposeScope()) images = new LabelledImages(bytes, Labels, CPU);
        Array.Clear(bytes);

        using DisposeScope scope = NewDisposeScope();
        Assert.Equal([0f, 0.2f], images.Slice(0, 1).Images.ToArray<float>());
        images.Dispose();
    }

    [Fact]
    public void Pixels_must_divide_among_the_labels()
    {
        Assert.Throws<ArgumentException>(() => new LabelledImages(Pixels, [0, 1, 2, 3], CPU));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelledImages([], [], CPU));
    }
}
