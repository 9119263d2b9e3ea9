using Coterie.Data;

namespace Coterie.Onnx.Tests;

/// <summary>How images and arrays enter a model, seen through a product with the identity and a ReLU.</summary>
public sealed class InputTests : IDisposable
{
    private const int Float = 1, Byte = 2, Int = 6, Long = 7, Half = 10;
    private const int Count = 5, Side = 2;

    private readonly string folder = Directory.CreateTempSubdirectory("coterie-onnx-").FullName;

    private string Path => System.IO.Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Pixels_are_shares_of_255_in_the_order_of_the_model()
    {
        ImageSet colour = Images(3);
        double[] first = [.. colour.Pixels.Select(pixel => pixel / 255.0)];
        double[] last = [.. Permuted(colour).Select(pixel => pixel / 255.0)];
        Enters(first, Float, [3, Side, Side], colour, "red, green, blue");
        Enters(last, Float, [Side, Side, 3], colour, "channels last");
        Enters(first, Float, [3 * Side * Side], colour, "one channel after the other");
        Enters(first, Half, [3, Side, Side], colour, "pixels / 255", 1e-3);
        Enters([.. Permuted(colour).Select(pixel => (double)pixel)], Byte, [Side, Side, 3], colour, "pixels of 0 to 255");
    }

    [Fact]
    public void Gray_images_enter_as_one_channel_as_none_flat_or_repeated()
    {
        ImageSet gray = Images(1);
        double[] shares = [.. gray.Pixels.Select(pixel => pixel / 255.0)];
        Enters(shares, Float, [1, Side, Side], gray, "gray");
        Enters(shares, Float, [Side, Side, 1], gray, "gray");
        Enters(shares, Float, [Side, Side], gray, "gray");
        Enters(shares, Float, [Side * Side], gray, "gray");
        double[] thrice = [.. shares.Chunk(Side * Side).SelectMany(image => Enumerable.Repeat(image, 3).SelectMany(plane => plane))];
        Enters(thrice, Float, [3, Side, Side], gray, "repeated");
    }

    [Fact]
    public void Mean_and_standard_deviation_are_those_of_each_channel()
    {
        ImageSet colour = Images(3);
        InputChoices choices = new() { Mean = [0.1, 0.2, 0.3], Std = [0.5, 0.25, 2] };
        double[] expected =
        [
            .. colour.Pixels.Index().Select(p =>
            {
                int c = p.Index / (Side * Side) % 3;
                return (p.Item / 255.0 - choices.Mean[c]) / choices.Std[c];
            }),
        ];
        Enters(expected, Float, [3, Side, Side], colour, "minus 0.1 0.2 0.3, divided by 0.5 0.25 2", 1e-5, choices);
    }

    [Theory]
    [InlineData("4 2 2", null, null, "1 or 3 channels")]
    [InlineData("? 2 2", null, null, "--channels 1 or --channels 3")]
    [InlineData("? ? ?", null, null, "--channels 1 or --channels 3")]
    [InlineData("3 2 2", 1, null, "takes 3 channels, expected 1")]
    [InlineData("3 2 2", null, 7, "takes images of 2×2, expected 7×7")]
    [InlineData("3 2 2 2", null, null, "N×3×2×2×2")]
    public void What_a_model_does_not_say_is_asked_for(string shape, int? channels, int? size, string message)
    {
        int?[] sizes = [.. shape.Split(' ').Select(text => text == "?" ? (int?)null : int.Parse(text, null))];
        OnnxModel model = Identity(Float, sizes, values: 12);
        InputChoices choices = new() { Channels = channels, ImageSize = size };
        InputException refused = Assert.Throws<InputException>(() => ImageInput.Of(model, choices));
        Assert.StartsWith(Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_size_and_token_models_are_refused()
    {
        ImageInput larger = ImageInput.Of(Identity(Float, [1, 3, 5], values: 15), new InputChoices());
        string size = Assert.Throws<InputException>(() => larger.Samples(Images(1), 2)).Message;
        Assert.Contains("images of 2×2 for the input x N×1×3×5", size, StringComparison.Ordinal);
        OnnxModel tokens = Identity(Long, [4], values: 4);
        string type = Assert.Throws<InputException>(() => ImageInput.Of(tokens, new InputChoices())).Message;
        Assert.Contains("type Int64", type, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_enter_by_name_whatever_their_type()
    {
        float[] numbers = [.. Enumerable.Range(0, Count * 4).Select(k => k / 3f - 2)];
        byte[] pixels = [.. Enumerable.Range(0, Count * 4).Select(k => (byte)(k * 11))];
        Same(numbers, "<f4", "f4", numbers);
        Same(numbers.Select(x => (double)x).ToArray(), "<f8", "f8", numbers);
        Same(numbers.Select(x => (Half)x).ToArray(), "<f2", "f2", numbers, 1e-2);
        Same(pixels, "|u1", "u1", [.. pixels.Select(x => x / 255f)]);
        Same(numbers.Select(x => (short)x).ToArray(), "<i2", "i2", [.. numbers.Select(x => (float)(short)x)]);

        void Same<T>(T[] values, string descr, string name, float[] expected, double tolerance = 1e-6)
            where T : unmanaged
        {
            string file = System.IO.Path.Combine(folder, $"{name}.npz");
            File.WriteAllBytes(file, NpzFile.Of(("any", NpzFile.Array(descr, values, Count, 2, 2)), LabelArray()));
            OnnxModel model = Identity(Float, [1, 2, 2], values: 4);
            List<string> notes = [];
            OnnxSamples samples = ArrayInputs.Samples(model, file, SampleArrays.Read(file), new InputChoices(), notes);
            Assert.StartsWith("input x N×1×2×2: the array any", Assert.Single(notes), StringComparison.Ordinal);
            Near([.. expected.Select(x => (double)Math.Max(0, x))], model, samples, tolerance);
        }
    }

    [Fact]
    public void Whole_numbers_that_do_not_fit_are_refused()
    {
        string file = System.IO.Path.Combine(folder, "numbers.npz");
        byte[] large = NpzFile.Array("<i8", Enumerable.Repeat(1L << 40, Count).ToArray(), Count);
        File.WriteAllBytes(file, NpzFile.Of(("x", large), LabelArray()));
        OnnxModel model = Identity(Int, [], values: 1);
        InputException narrow = Assert.Throws<InputException>(
            () => ArrayInputs.Samples(model, file, SampleArrays.Read(file), new InputChoices(), []));
        Assert.Contains("array 'x': found numbers of more than 32 bits", narrow.Message, StringComparison.Ordinal);

        byte[] largest = NpzFile.Array("<u8", Enumerable.Repeat(ulong.MaxValue, Count).ToArray(), Count);
        File.WriteAllBytes(file, NpzFile.Of(("x", largest), LabelArray()));
        InputException wide = Assert.Throws<InputException>(() => SampleArrays.Read(file));
        Assert.Contains("array 'x': found the number 18446744073709551615", wide.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused()
    {
        OnnxModel model = Identity(Float, [3, 2, 2], values: 12);
        Refuses("np.transpose", ("x", Zeros("<f4", Count, 2, 2, 3)));
        Refuses("found samples of 3×4, expected N×3×2×2", ("x", Zeros("<f4", Count, 3, 4)));
        Refuses("found no array 'x'", ("a", Zeros("<f4", Count, 3, 2, 2)), ("b", Zeros("<f4", Count, 1)));
        Refuses("found 5 labels, but x (6, 3, 2, 2)", ("x", Zeros("<f4", Count + 1, 3, 2, 2)));
        Refuses("array 'labels': found ", ("x", Zeros("<f4", Count - 1, 3, 2, 2)));
        Refuses("values of type <c4", ("x", Zeros("<c4", Count, 3, 2, 2)));

        void Refuses(string message, params (string, byte[])[] arrays)
        {
            string file = System.IO.Path.Combine(folder, "bad.npz");
            File.WriteAllBytes(file, NpzFile.Of([.. arrays, LabelArray()]));
            InputException refused = Assert.Throws<InputException>(
                () => ArrayInputs.Samples(model, file, SampleArrays.Read(file), new InputChoices(), []));
            Assert.StartsWith(file, refused.Message, StringComparison.Ordinal);
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        }
    }

    private void Enters(
        double[] expected, int type, int?[] shape, ImageSet images, string note, double tolerance = 1e-6, InputChoices? choices = null)
    {
        OnnxModel model = Identity(type, shape, expected.Length / Count);
        ImageInput input = ImageInput.Of(model, choices ?? new InputChoices());
        Assert.Contains(note, input.Describe(images), StringComparison.Ordinal);
        Near([.. expected.Select(x => Math.Max(0, x))], model, input.Samples(images, 2), tolerance);
    }

    private static void Near(double[] expected, OnnxModel model, OnnxSamples samples, double tolerance)
    {
        using OnnxActivationSource source = new(model, samples, new OnnxSettings());
        List<double> found = Everything.Of(source).Layers[0];
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance));
    }

    // Flattens, multiplies with the identity, and takes what is above 0.
    private OnnxModel Identity(int type, int?[] shape, int values)
    {
        ModelBuilder built = new();
        string input = built.Input("x", type, shape);
        if (type != Float) input = built.Node("Cast", [input], ("to", Float));
        string flat = built.Node("Reshape", [input, built.Constant("shape", (long[])[-1, values], 2)]);
        float[] identity = [.. Enumerable.Range(0, values * values).Select(k => k / values == k % values ? 1f : 0)];
        string same = built.Node("MatMul", [flat, built.Constant("same.weight", identity, values, values)]);
        string active = built.Node("Relu", [same]);
        return built.Output(built.Node("MatMul", [active, built.Constant("head.weight", new float[values * 2], values, 2)])).Load(Path);
    }

    private static ImageSet Images(int channels)
    {
        byte[] pixels = [.. Enumerable.Range(0, Count * channels * Side * Side).Select(k => (byte)(k * 37))];
        return new ImageSet(pixels, Labels(), Side, Side, channels);
    }

    // From channels × pixels to pixels × channels.
    private static IEnumerable<byte> Permuted(ImageSet images)
    {
        int pixels = Side * Side;
        return from d in Enumerable.Range(0, Count)
               from p in Enumerable.Range(0, pixels)
               from c in Enumerable.Range(0, images.Channels)
               select images.Pixels[(d * images.Channels + c) * pixels + p];
    }

    private static (string, byte[]) LabelArray() => ("labels", NpzFile.Array("<i8", NpzFile.Labels(Count, 2), Count));

    private static byte[] Zeros(string type, params int[] shape)
    {
        return NpzFile.Array(type, new float[shape.Aggregate((product, size) => product * size)], shape);
    }

    private static int[] Labels() => [.. Enumerable.Range(0, Count).Select(d => d % 2)];
}
