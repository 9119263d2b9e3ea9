using System.Diagnostics;
using System.IO.Compression;
using System.IO.Pipes;
using Coterie.Activations;

namespace Coterie.Data.Tests.Dumps;

public sealed class DumpActivationsTests : IDisposable
{
    private readonly Npz npz = new();

    private static (string Name, byte[] Content) Labels(params long[] labels) => ("labels", Npz.Array("<i8", labels, labels.Length));

    public void Dispose()
    {
        npz.Dispose();
    }

    [Fact]
    public void Layers_have_the_order_of_the_file_and_every_replay_is_the_same()
    {
        string path = npz.Write(
            ("z", Npz.Array("<f4", [1f, 2, 3, 4, 5, 6], 3, 2)),
            Labels(1, 0, 1),
            ("a", Npz.Array("<f4", [7f, 8, 9], 3, 1)));
        DumpActivations source = new(path);

        Assert.Equal([new Layer("z", 2), new Layer("a", 1)], source.Layers);
        Assert.Equal(2, source.Classes);
        Assert.Equal(3, source.Samples);
        for (int replay = 0; replay < 2; replay++)
        {
            RecordedActivations found = RecordedActivations.Of(source);
            Assert.Equal([1, 0, 1], found.Labels);
            Assert.Equal([1, 2, 3, 4, 5, 6], found.Values[0]);
            Assert.Equal([7, 8, 9], found.Values[1]);
            Assert.Equal([typeof(float)], found.Types);
        }
    }

    [Theory]
    [InlineData("<f4")]
    [InlineData(">f4")]
    [InlineData("<f8")]
    [InlineData(">f8")]
    public void Both_widths_and_byte_orders_are_read(string descr)
    {
        byte[] layer = descr[2] == '4' ? Npz.Array(descr, [0.1f, -2f], 2, 1) : Npz.Array(descr, [0.1, -2.0], 2, 1);

        RecordedActivations found = RecordedActivations.Of(new DumpActivations(npz.Write(("h", layer), Labels(0, 1))));

        Assert.Equal(descr[2] == '4' ? [0.1f, -2] : [0.1, -2.0], found.Values[0]);
        Assert.Equal([descr[2] == '4' ? typeof(float) : typeof(double)], found.Types);
    }

    [Theory]
    [InlineData("|i1")]
    [InlineData("|u1")]
    [InlineData("<i2")]
    [InlineData(">u2")]
    [InlineData("<u4")]
    [InlineData(">i4")]
    [InlineData(">i8")]
    [InlineData("<u8")]
    public void Labels_may_be_of_any_integer_type(string descr)
    {
        byte[] labels = descr[2] switch
        {
            '1' => Npz.Array<byte>(descr, [0, 2, 1], 3),
            '2' => Npz.Array<short>(descr, [0, 2, 1], 3),
            '4' => Npz.Array(descr, [0, 2, 1], 3),
            _ => Npz.Array(descr, [0L, 2, 1], 3),
        };

        DumpActivations source = new(npz.Write(("h", Npz.Array("<f4", [1f, 2, 3], 3, 1)), ("labels", labels)));

        Assert.Equal(3, source.Classes);
        Assert.Equal([0, 2, 1], RecordedActivations.Of(source).Labels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_header_version_is_read(int version)
    {
        byte[] layer = [.. Npz.Header("<f4", [2, 1], version), .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)];

        Assert.Equal([1, 2], RecordedActivations.Of(new DumpActivations(npz.Write(("h", layer), Labels(0, 1)))).Values[0]);
    }

    [Theory]
    [InlineData(Pooling.Mean, new double[] { 2.5, 0, -2.5, 10 })]
    [InlineData(Pooling.Max, new double[] { 4, 0, -1, 40 })]
    public void A_convolution_is_pooled_to_its_channels(Pooling pooling, double[] expected)
    {
        float[] values = [1, 2, 3, 4, 0, 0, 0, 0, -1, -2, -3, -4, 0, 0, 0, 40];
        string path = npz.Write(("conv", Npz.Array("<f4", values, 2, 2, 2, 2)), Labels(0, 1));
        DumpActivations source = new(path, new DumpReading { Pooling = pooling });

        Assert.Equal([new Layer("conv", 2)], source.Layers);
        Assert.Equal(expected, RecordedActivations.Of(source).Values[0]);
    }

    [Theory]
    [InlineData(Pooling.Mean, new double[] { 3, 4, -3, 0 })]
    [InlineData(Pooling.Max, new double[] { 5, 6, -1, 0 })]
    public void A_sequence_is_pooled_to_its_features(Pooling pooling, double[] expected)
    {
        double[] values = [1, 2, 3, 4, 5, 6, -1, 0, -3, 0, -5, 0];
        string path = npz.Write(("lstm", Npz.Array("<f8", values, 2, 3, 2)), Labels(0, 1));
        DumpActivations source = new(path, new DumpReading { Pooling = pooling });

        Assert.Equal([new Layer("lstm", 2)], source.Layers);
        Assert.Equal(expected, RecordedActivations.Of(source).Values[0]);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Many_samples_come_in_batches_of_a_few_megabytes(CompressionLevel level)
    {
        const int samples = 30_000;
        const int neurons = 300;
        float[] wide = [.. Enumerable.Range(0, samples * neurons).Select(k => (float)(k % 1013))];
        double[] narrow = [.. Enumerable.Range(0, samples).Select(k => k * 0.5)];
        long[] labels = [.. Enumerable.Range(0, samples).Select(k => k % 7L)];
        string path = npz.Write(
            level, Labels(labels), ("wide", Npz.Array("<f4", wide, samples, neurons)), ("narrow", Npz.Array(">f8", narrow, samples, 1)));

        RecordedActivations found = RecordedActivations.Of(new DumpActivations(path));

        Assert.InRange(found.LargestBatch, 1, (4 << 20) / (neurons * sizeof(float)));
        Assert.Equal(wide.Select(x => (double)x), found.Values[0]);
        Assert.Equal(narrow, found.Values[1]);
        Assert.Equal(labels.Select(label => (int)label), found.Labels);
    }

    [Fact]
    public void Arrays_that_are_no_layer_are_refused()
    {
        RefusedLayer(Npz.Array("<i4", [1, 2], 2, 1), "array 'h'", "<i4", "float32 or float64");
        RefusedLayer(Npz.Array("<c8", [1L, 2], 2, 1), "<c8", "float32 or float64");
        RefusedLayer([.. Npz.Header("|O", [2, 1]), 0x80, 0x03, 0x2E], "|O", "float32 or float64");
        byte[] record = Npz.Header("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2, 1), }");
        RefusedLayer([.. record, .. new byte[8]], "record", "float32");
        RefusedLayer(Npz.Array("<f4", [1f, 2], 2), "(2,)", "samples × neurons");
        RefusedLayer(Npz.Array<float>("<f4", [], 2, 0), "(2, 0)", "at least one neuron");
        RefusedLayer(Npz.Array("<f4", [1f, 2, 3], 3, 1), "3 samples", "2, as many as there are labels");
        RefusedLayer(Npz.Array<float>("<f4", [], 2, 3, 0), "(2, 3, 0)", "at least one neuron");
    }

    [Fact]
    public void Arrays_that_are_no_labels_are_refused()
    {
        RefusedLabels(Npz.Array("<f8", [0.0, 0.5], 2), "array 'labels'", "the label 0.5 at sample 1", "whole numbers");
        RefusedLabels(Npz.Array("<f4", [0.1f, 1], 2), "the label 0.1 at sample 0");
        RefusedLabels(Npz.Array("<f8", [0, double.NaN], 2), "NaN at sample 1");
        RefusedLabels(Npz.Array("<f8", [0, 1e300], 2), "1E+300 at sample 1");
        RefusedLabels(Npz.Array("<c8", [0L, 1], 2), "<c8", "integers");
        RefusedLabels([.. Npz.Header("|O", [2]), 0x80, 0x03, 0x2E], "|O", "np.array(labels, dtype=str)");
        RefusedLabels(Npz.Array("<i8", [0L], []), "()", "one dimension");
        RefusedLabels(Npz.Array("<i8", [0L, 1], 2, 1, 1), "(2, 1, 1)", "one dimension");
        RefusedLabels(Npz.Array("<i8", [0L, 1], 1, 2), "(1, 2)", "one dimension");
        RefusedLabels(Npz.Array<long>("<i8", [], 2, 0), "(2, 0)", "length 0");
        RefusedLabels(Npz.Array("<i8", [0L, -1], 2), "-1 at sample 1", "from 0 upwards");
        RefusedLabels(Npz.Array("<f4", [0f, -1], 2), "-1 at sample 1", "from 0 upwards");
        RefusedLabels(Npz.Array<byte>("|u1", [0, 1, 1, 1], 2, 2), "two ones in row 1");
        RefusedLabels(Npz.Array<byte>("|u1", [0, 1, 0, 0], 2, 2), "no one in row 1");
        RefusedLabels(Npz.Array("<f4", [0, 1, 0.9f, 0.1f], 2, 2), "0.9 in row 1", "one-hot");
        RefusedLabels(Npz.Array<uint>("<U1", ['a', 0], 2), "an empty label at sample 1");
        RefusedLabels(Npz.Array<uint>("<U1", ['a', 0x110000], 2), "U+110000");
        RefusedLabels(Npz.Array<uint>("<U1", ['a', 'b', 'c', 'd'], 2, 2), "(2, 2)", "one dimension");
        Refused(() => new DumpActivations(npz.Write(("h", Npz.Array<float>("<f4", [], 0, 1)), Labels())), "no samples", "at least one");
    }

    [Fact]
    public void A_missing_file_or_array_is_refused()
    {
        Refused(() => new DumpActivations(npz.PathTo("dump.npz")), "no such file");
        Refused(() => new DumpActivations(npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)))), "no array 'labels'");
        Refused(() => new DumpActivations(npz.Write(Labels(0, 1))), "no array but 'labels'");
        Refused(() => new DumpActivations(npz.Write(Labels(0), Labels(0))), "two arrays 'labels'");
    }

    [Fact]
    public void A_file_that_is_no_archive_is_refused()
    {
        string path = npz.PathTo("dump.npz");
        File.WriteAllBytes(path, []);
        Refused(() => new DumpActivations(path), "an empty file, a pipe or a device", "NumPy .npz");
        File.WriteAllBytes(path, "epoch,running\n"u8.ToArray());
        Refused(() => new DumpActivations(path), "no whole zip archive", "NumPy .npz");
        string other = npz.PathTo("dump.dat");
        File.WriteAllBytes(other, "epoch,running\n"u8.ToArray());
        Refused(() => new DumpActivations(other), "something else", "NumPy .npz", "safetensors");
    }

    [Fact]
    public void A_file_cut_short_at_any_length_is_refused()
    {
        byte[] whole = File.ReadAllBytes(npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)), Labels(0, 1)));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = npz.PathTo("cut.npz");
            File.WriteAllBytes(path, whole[..length]);
            Refused(() => RecordedActivations.Of(new DumpActivations(path)), "cut.npz");
        }
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void A_change_of_any_byte_is_refused_or_has_no_effect(CompressionLevel level)
    {
        float[] values = [.. Enumerable.Range(0, 64).Select(k => k * 0.25f)];
        byte[] whole = File.ReadAllBytes(npz.Write(level, ("h", Npz.Array("<f4", values, 4, 16)), Labels(0, 1, 0, 1)));
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x15;
            string path = npz.PathTo("damaged.npz");
            File.WriteAllBytes(path, damaged);
            try
            {
                RecordedActivations found = RecordedActivations.Of(new DumpActivations(path));
                // The bytes that may change are dates, attributes and the like.
                Assert.Equal(values.Select(x => (double)x), found.Values[0]);
                Assert.Equal([0, 1, 0, 1], found.Labels);
            }
            catch (InputException e)
            {
                Assert.Contains("damaged.npz", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    [Fact]
    public void A_wrong_header_or_length_is_refused()
    {
        RefusedLayer([], "0 bytes", "NumPy array");
        RefusedLayer("not an array at all"u8.ToArray(), "something else", "NumPy array");
        RefusedLayer(Npz.Header("<f4", [2, 1], version: 9), "version 9.0", "version 1, 2 or 3");
        RefusedLayer(Npz.Header("{'descr': '<f4'}"), "without 'descr', 'fortran_order' and 'shape'");
        RefusedLayer(Npz.Header("{'descr': '<f4', 'fortran_order': False, 'shape': (2, -1), }"), "without");
        RefusedLayer([0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0xFF], "a header of 4294967295 bytes");
        RefusedLayer(Npz.Array("<f4", [1f], 2, 1), "4 bytes", "8 for shape (2, 1) of <f4", "truncated");
        RefusedLayer(Npz.Array("<f4", [1f, 2, 3], 2, 1), "12 bytes", "8 for shape (2, 1)");
        RefusedLayer(Npz.Header("<f4", [2, long.MaxValue, long.MaxValue]), "0 bytes");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "infinite")]
    [InlineData(float.NegativeInfinity, "infinite")]
    public void An_activation_that_is_not_finite_is_named_by_file_layer_sample_and_neuron(float bad, string found)
    {
        (long[], string)[] layers = [([2, 8], "neuron 5"), ([2, 4, 2], "neuron 1"), ([2, 2, 2, 2], "neuron 1")];
        foreach ((long[] shape, string neuron) in layers)
        {
            float[] values = new float[16];
            values[8 + 5] = bad;
            DumpActivations source = new(npz.Write(("h", Npz.Array("<f4", values, shape)), Labels(0, 1)));
            Refused(() => RecordedActivations.Of(source), "array 'h'", found, "sample 1", neuron);
        }
    }

    [Fact]
    public void A_replay_can_be_cancelled()
    {
        DumpActivations source = new(npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)), Labels(0, 1)));

        Assert.Throws<OperationCanceledException>(() => source.Replay(new RecordedActivations(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_file_that_changed_since_it_was_opened_is_refused()
    {
        DumpActivations source = new(npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)), Labels(0, 1)));
        File.SetLastWriteTimeUtc(npz.PathTo("dump.npz"), DateTime.UtcNow.AddHours(1));

        Refused(() => RecordedActivations.Of(source), "changed");
    }

    [Fact]
    public void A_folder_a_pipe_or_a_device_is_refused_before_it_is_opened()
    {
        Refused(() => new DumpActivations(Directory.CreateDirectory(npz.PathTo("folder.npz")).FullName), "a folder");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no named pipes in folders");
        using (Process mkfifo = Process.Start("mkfifo", [npz.PathTo("pipe.npz")])) mkfifo.WaitForExit();
        Refused(() => new DumpActivations(npz.PathTo("pipe.npz")), "a pipe");
        foreach (string target in (string[])["/dev/zero", npz.PathTo("pipe.npz"), npz.PathTo("link.npz"), "nowhere"])
        {
            File.CreateSymbolicLink(npz.PathTo("link.npz"), target);
            Refused(() => new DumpActivations(npz.PathTo("link.npz")), "link.npz");
            File.Delete(npz.PathTo("link.npz"));
        }
    }

    [Fact]
    public void A_pipe_that_a_shell_opened_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has /proc");
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        string path = $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";

        string message = Assert.Throws<InputException>(() => InputFile.OpenRead(path, "a dump")).Message;
        Assert.Contains("found a pipe or a device; expected a dump", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_dump_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege");
        string path = npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)), Labels(0, 1));
        File.CreateSymbolicLink(npz.PathTo("link.npz"), path);

        Assert.Equal([1, 2], RecordedActivations.Of(new DumpActivations(npz.PathTo("link.npz"))).Values[0]);
    }

    [Fact]
    public void Many_thousands_of_arrays_are_opened()
    {
        (string, byte[])[] scalars = [.. Enumerable.Range(0, 20_000).Select(k => ($"s{k}", Npz.Array("<f8", [1.0], [])))];
        DumpActivations source = new(npz.Write([("h", Npz.Array("<f4", [1f, 2], 2, 1)), Labels(0, 1), .. scalars]));

        Assert.Equal([new Layer("h", 1)], source.Layers);
        Assert.Contains("s19 () and 19980 more", Assert.Single(source.Notes), StringComparison.Ordinal);
    }

    private void RefusedLayer(byte[] layer, params string[] parts)
    {
        Refused(() => new DumpActivations(npz.Write(("h", layer), Labels(0, 1))), parts);
    }

    private void RefusedLabels(byte[] labels, params string[] parts)
    {
        Refused(() => new DumpActivations(npz.Write(("h", Npz.Array("<f4", [1f, 2], 2, 1)), ("labels", labels))), parts);
    }

    private static void Refused(Func<object> action, params string[] parts)
    {
        string message = Assert.Throws<InputException>(action).Message;
        Assert.All([".npz", "found", "expected", .. parts], part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', message);
    }
}
