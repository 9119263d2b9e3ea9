using Coterie.Activations;
using CsCheck;

namespace Coterie.Data.Tests.Dumps;

public sealed class DumpLayersTests : IDisposable
{
    private static readonly byte[] Labels = Npz.Array("<i8", [0L, 1], 2);

    private readonly Npz npz = new();

    public void Dispose() => npz.Dispose();

    [Fact]
    public void Other_arrays_are_left_out_with_a_line()
    {
        DumpActivations source = new(npz.Write(
            ("fc1", Npz.Array("<f4", [1f, 2], 2, 1)),
            ("epoch", Npz.Array("<i8", [3L], [])),
            ("labels", Labels),
            ("predictions", Npz.Array("<i8", [0L, 1], 2)),
            ("mask", Npz.Array<byte>("|b1", [0, 1, 1, 0], 2, 2)),
            ("weights", Npz.Array("<f4", new float[12], 3, 4)),
            ("names", [.. Npz.Header("|O", [2]), 0x80, 0x03, 0x2E]),
            ("losses", Npz.Array<float>("<f4", [], 0)),
            ("__MACOSX/._fc1", [0, 5, 22, 7]),
            ("__MACOSX/._labels", [0, 5, 22, 7])));

        Assert.Equal([new Layer("fc1", 1)], source.Layers);
        Assert.Equal(
            [
                "left out, as they are no activations of 2 samples: "
                    + "epoch (), predictions (2,), mask (2, 2), weights (3, 4), names (2,), losses (0,)",
                "left out, as macOS added them: 2 entries of __MACOSX/",
            ],
            source.Notes);
    }

    [Fact]
    public void Layers_are_picked_by_name_or_pattern_in_the_order_of_the_file()
    {
        byte[] layer = Npz.Array("<f4", [1f, 2], 2, 1);
        string path = npz.Write(
            ("conv2", layer), ("conv1", layer), ("labels", Labels), ("fc", layer), ("y", Npz.Array("<i8", [0L, 1], 2)));

        Assert.Equal(["conv2", "conv1", "fc"], Names());
        Assert.Equal(["conv2", "fc"], Names("fc", "conv2"));
        Assert.Equal(["conv2", "conv1"], Names("conv*"));
        Assert.Equal(["conv1"], Names("?onv1", "c*1"));
        Refused(() => Names("convolution"), "no layer 'convolution', which --layers names", "conv2 (2, 1), conv1 (2, 1), fc (2, 1)");
        Refused(() => Names("CONV1"), "no layer 'CONV1'");
        Refused(() => Names("fc", "y"), "array 'y'", "<i8");

        string[] Names(params string[] layers) =>
            [.. new DumpActivations(path, new DumpReading { Layers = layers }).Layers.Select(one => one.Name)];
    }

    [Fact]
    public void The_layout_says_where_the_neurons_are()
    {
        // Two samples of 2×2 positions and three channels; the value tells its channel.
        float[] last = [.. Enumerable.Range(0, 24).Select(k => k % 3 + 1f)];
        string path = npz.Write(("conv", Npz.Array("<f4", last, 2, 2, 2, 3)), ("labels", Labels), ("fc", Npz.Array("<f4", [1f, 2], 2, 1)));

        foreach (string rule in (string[])["channels-last", "conv=channels-last", "c*=CHANNELS-LAST"])
        {
            DumpActivations source = Read(path, rule);
            Assert.Equal([new Layer("conv", 3), new Layer("fc", 1)], source.Layers);
            Assert.Equal([1, 2, 3, 1, 2, 3], RecordedActivations.Of(source).Values[0]);
            Assert.Equal(["conv: 2×2×2×3, channels last, 3 channels = 3 neurons, mean of 2×2"], source.Notes);
        }
        Assert.Equal(2, Read(path, "channels-last", "conv=channels-first").Layers[0].Neurons);
        Assert.Equal(2, Read(path, "conv=channels-first", "channels-last").Layers[0].Neurons);
        Assert.Equal(3, Read(path, "conv=channels-first", "c*=channels-last").Layers[0].Neurons);
        Refused(() => Read(path, "cnn*=channels-last"), "no layer 'cnn*', which --layout names", "conv (2, 2, 2, 3)");
    }

    [Theory]
    [InlineData(new long[] { 2, 7, 7, 16 }, null, "warning: h: 2×7×7×16, channels first, 7 channels", "h=channels-last")]
    [InlineData(new long[] { 2, 16, 7, 7 }, null, "h: 2×16×7×7, channels first, 16 channels = 16 neurons, mean of 7×7")]
    [InlineData(new long[] { 2, 16, 7, 7 }, "channels-last", "warning: h: 2×16×7×7, channels last, 7 channels", "h=channels-first")]
    [InlineData(new long[] { 2, 16, 7, 7 }, "h=channels-last", "h: 2×16×7×7, channels last, 7 channels")]
    [InlineData(new long[] { 2, 8, 8, 8 }, null, "h: 2×8×8×8, channels first, 8 channels")]
    [InlineData(new long[] { 2, 3, 4, 5 }, null, "h: 2×3×4×5, channels first, 3 channels")]
    [InlineData(new long[] { 2, 4, 6, 6, 3 }, null, "h: 2×4×6×6×3, channels first")]
    [InlineData(new long[] { 2, 6, 6, 6, 3 }, null, "warning: h: 2×6×6×6×3, channels first", "h=channels-last")]
    [InlineData(new long[] { 2, 3, 5 }, null, "h: 2×3×5, channels last, 5 features = 5 neurons, mean of 3; N×T×F", "h=channels-first")]
    [InlineData(new long[] { 2, 3, 5 }, "channels-first", "h: 2×3×5, channels first, 3 channels = 3 neurons, mean of 5")]
    public void A_line_says_what_was_taken_for_what(long[] shape, string? rule, string start, string end = "")
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        string path = npz.Write(("h", Npz.Array("<f4", values, shape)), ("labels", Labels));

        string note = Assert.Single((rule is null ? new DumpActivations(path) : Read(path, rule)).Notes);

        Assert.StartsWith(start, note, StringComparison.Ordinal);
        Assert.EndsWith(end, note, StringComparison.Ordinal);
        Assert.Equal(end.Length > 0, note.Contains("--layout", StringComparison.Ordinal));
    }

    [Fact]
    public void Fortran_order_makes_no_difference()
    {
        Gen<string> types = Gen.OneOf(Gen.Const("<f4"), Gen.Const(">f8"), Gen.Const("<f2"));
        var cases = Gen.Select(Gen.Long[1, 5].Array[1, 3], Gen.Int[2, 9], types, Gen.Bool);
        cases.Sample(
            (inner, samples, descr, last) =>
            {
                long[] shape = [samples, .. inner];
                int length = (int)shape.Aggregate(1L, (product, size) => product * size);
                double[] values = [.. Enumerable.Range(0, length).Select(k => (k * 37 % 101) / 8.0)];
                double[] fortran = new double[length];
                for (int k = 0; k < length; k++) fortran[FortranIndex(k, shape)] = values[k];
                string[] rules = last ? ["channels-last"] : [];
                byte[] labels = Npz.Array("<i4", Enumerable.Range(0, samples).Select(k => k % 2).ToArray(), samples);

                Assert.Equal(Activations(values, false), Activations(fortran, true));

                List<double> Activations(double[] all, bool isFortran)
                {
                    string path = npz.Write(("h", Values(descr, all, shape, isFortran)), ("labels", labels));
                    return RecordedActivations.Of(Read(path, rules)).Values[0];
                }
            },
            threads: 1);
    }

    [Fact]
    public void Floats_of_16_bits_are_widened_to_float32()
    {
        // 1, −1.5, the largest number, the smallest subnormal number.
        byte[] halves = Npz.Array<ushort>("<f2", [0x3C00, 0xBE00, 0x7BFF, 0x0001], 2, 2);
        byte[] bigHalves = Npz.Array<ushort>(">f2", [0x3C00, 0xBE00, 0x7BFF, 0x0001], 2, 2);
        byte[] brain = Npz.Array<ushort>("<V2", [0x3F80, 0xBFC0, 0x7F7F, 0x0001], 2, 2);
        DumpActivations source = new(npz.Write(("f", halves), ("g", bigHalves), ("b", brain), ("labels", Labels)));

        RecordedActivations found = RecordedActivations.Of(source);

        Assert.Equal([typeof(float)], found.Types);
        Assert.Equal([1, -1.5, 65504, 5.9604644775390625e-8], found.Values[0]);
        Assert.Equal(found.Values[0], found.Values[1]);
        Assert.Equal([1, -1.5, 3.3895313892515355e38f, 9.183549615799121e-41f], found.Values[2]);
        Assert.Equal(["values of type <V2, read as bfloat16: b (2, 2)"], source.Notes);
    }

    [Theory]
    [InlineData("|V2")]
    [InlineData("bfloat16")]
    public void Bfloat16_has_several_names(string descr)
    {
        byte[] layer = [.. Npz.Header(descr, [2, 1]), 0x80, 0x3F, 0xC0, 0xBF];

        Assert.Equal([1, -1.5], RecordedActivations.Of(new DumpActivations(npz.Write(("b", layer), ("labels", Labels)))).Values[0]);
    }

    [Theory]
    [InlineData("channels-last", null, ChannelOrder.ChannelsLast)]
    [InlineData("Channels-First", null, ChannelOrder.ChannelsFirst)]
    [InlineData("a=b=channels-last", "a=b", ChannelOrder.ChannelsLast)]
    public void A_rule_is_read_and_written(string text, string? pattern, ChannelOrder order)
    {
        LayoutRule rule = LayoutRule.Parse(text)!;

        Assert.Equal(new LayoutRule(pattern, order), rule);
        Assert.Equal(rule, LayoutRule.Parse($"{rule}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("last")]
    [InlineData("=channels-last")]
    [InlineData("conv=")]
    public void Anything_else_is_no_rule(string text)
    {
        Assert.Null(LayoutRule.Parse(text));
    }

    private static DumpActivations Read(string path, params string[] rules)
    {
        return new DumpActivations(path, new DumpReading { Layout = [.. rules.Select(rule => LayoutRule.Parse(rule)!)] });
    }

    private static byte[] Values(string descr, double[] values, long[] shape, bool fortran)
    {
        byte[] plain = descr[2] switch
        {
            '2' => Npz.Array(descr, Array.ConvertAll(values, x => (Half)x), shape),
            '4' => Npz.Array(descr, Array.ConvertAll(values, x => (float)x), shape),
            _ => Npz.Array(descr, values, shape),
        };
        return [.. Npz.Header(descr, shape, fortran: fortran), .. plain[Npz.Header(descr, shape).Length..]];
    }

    // The place in Fortran order of the value that has a place in C order.
    private static int FortranIndex(int index, long[] shape)
    {
        long found = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            long stride = shape.Take(axis).Aggregate(1L, (product, size) => product * size);
            found += index % shape[axis] * stride;
            index /= (int)shape[axis];
        }
        return (int)found;
    }

    private static void Refused(Func<object> action, params string[] parts)
    {
        string message = Assert.Throws<InputException>(action).Message;
        Assert.All(["found", "expected", .. parts], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', message);
    }
}
