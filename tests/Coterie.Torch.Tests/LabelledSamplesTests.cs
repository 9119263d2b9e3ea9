using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class LabelledSamplesTests
{
    private static readonly byte[] Pixels = [0, 51, 102, 153, 204, 255];
    private static readonly float[] Numbers = [-1, 0.5f, 2, 3, 4, 1e9f];
    private static readonly int[] Labels = [7, 0, 2];

    [Fact]
    public void A_slice_has_bytes_between_0_and_1_and_the_classes()
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelledSamples samples = new(Pixels, [2], Labels, 8, CPU);

        (Tensor inputs, Tensor labels) = samples.Slice(1, 2);

        Assert.Equal(3, samples.Count);
        Assert.Equal(8, samples.Classes);
        Assert.Equal([2L], samples.SampleShape);
        Assert.Equal([2, 2], inputs.shape);
        Assert.Equal([0.4f, 0.6f, 0.8f, 1f], inputs.ToArray<float>());
        Assert.Equal([0, 2], labels.ToArray<long>());
    }

    [Fact]
    public void Taken_samples_come_in_the_order_of_their_indices()
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelledSamples samples = new(Pixels, [2], Labels, 8, CPU);

        (Tensor inputs, Tensor labels) = samples.Take(tensor((long[])[2, 0, 2]));

        Assert.Equal([0.8f, 1f, 0f, 0.2f, 0.8f, 1f], inputs.ToArray<float>());
        Assert.Equal([2, 7, 2], labels.ToArray<long>());
    }

    [Fact]
    public void Samples_keep_their_shape()
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelledSamples samples = new(Pixels, [2, 1, 1], Labels, 8, CPU);

        Assert.Equal([2, 2, 1, 1], samples.Slice(0, 2).Inputs.shape);
        Assert.Equal([1, 2, 1, 1], samples.Take(tensor((long[])[1])).Inputs.shape);
    }

    [Fact]
    public void Numbers_stay_as_they_are_even_if_a_module_computes_in_place()
    {
        using DisposeScope scope = NewDisposeScope();
        using LabelledSamples samples = new(Numbers, [2], Labels, 8, CPU);

        samples.Slice(0, 3).Inputs.zero_();
        samples.Take(tensor((long[])[0, 1])).Inputs.zero_();

        Assert.Equal(Numbers, samples.Slice(0, 3).Inputs.ToArray<float>());
    }

    [Theory]
    [InlineData(256)]
    [InlineData(37)]
    public void Every_byte_is_divided_by_255_as_a_division_rounds(int features)
    {
        byte[] pixels = [.. Enumerable.Range(0, features * 7).Select(k => (byte)k)];
        using DisposeScope scope = NewDisposeScope();
        using LabelledSamples samples = new(pixels, [features], [0, 1, 2, 3, 4, 5, 6], 7, CPU);

        Tensor taken = samples.Take(arange(7)).Inputs;

        Assert.Equal(pixels.Select(pixel => pixel / 255f), taken.ToArray<float>());
        Assert.Equal(samples.Slice(0, 7).Inputs.ToArray<float>(), taken.ToArray<float>());
    }

    [Fact]
    public void They_outlive_the_scope_they_were_made_in_and_the_arrays_they_were_made_from()
    {
        byte[] bytes = [.. Pixels];
        float[] numbers = [.. Numbers];
        int[] labels = [.. Labels];
        LabelledSamples ofBytes, ofNumbers;
        using (NewDisposeScope())
        {
            ofBytes = new LabelledSamples(bytes, [2], labels, 8, CPU);
            ofNumbers = new LabelledSamples(numbers, [2], labels, 8, CPU);
        }
        Array.Clear(bytes);
        Array.Clear(numbers);
        Array.Clear(labels);

        using DisposeScope scope = NewDisposeScope();
        Assert.Equal([0f, 0.2f], ofBytes.Slice(0, 1).Inputs.ToArray<float>());
        Assert.Equal([-1, 0.5f], ofNumbers.Slice(0, 1).Inputs.ToArray<float>());
        Assert.Equal([7, 0, 2], ofBytes.Labels.ToArray());
        ofBytes.Dispose();
        ofNumbers.Dispose();
    }

    [Fact]
    public void Lengths_must_fit_together_and_labels_be_classes()
    {
        Assert.Throws<ArgumentException>(() => new LabelledSamples(Pixels, [2], [0, 1, 2, 3], 8, CPU));
        Assert.Throws<ArgumentException>(() => new LabelledSamples(Numbers, [2, 2], Labels, 8, CPU));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelledSamples(Pixels, [2], Labels, 7, CPU));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelledSamples(Pixels, [2], [0, 1, -1], 8, CPU));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LabelledSamples(Array.Empty<byte>(), [2], [], 8, CPU));
    }
}
