using System.IO.Compression;
using Coterie.Activations;
using static Coterie.Data.Tests.Dumps.SafeTensorsFile;

namespace Coterie.Data.Tests.Dumps;

/// <summary>Dumps that are no <c>.npz</c>.</summary>
public sealed class DumpFormatsTests : IDisposable
{
    private static readonly byte[] LabelBytes = Bytes(0L, 1, 1);

    private readonly Npz npz = new();

    public void Dispose()
    {
        npz.Dispose();
    }

    [Theory]
    [InlineData("F64")]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void Floats_of_a_safetensors_file_are_layers(string type)
    {
        double[] values = [1, -0.5, 2, 0, 8, 0.25];
        byte[] bytes = type switch
        {
            "F64" => Bytes(values),
            "F32" => Bytes(Array.ConvertAll(values, x => (float)x)),
            "F16" => Bytes(Array.ConvertAll(values, x => (Half)x)),
            _ => Bytes(Array.ConvertAll(values, x => (short)(BitConverter.SingleToInt32Bits((float)x) >> 16))),
        };
        DumpActivations source = new(Write("a.safetensors", Of(("fc1", type, bytes, [3, 2]), ("labels", "I64", LabelBytes, [3]))));

        RecordedActivations found = RecordedActivations.Of(source);

        Assert.Equal([new Layer("fc1", 2)], source.Layers);
        Assert.Equal(values, found.Values[0]);
        Assert.Equal([0, 1, 1], found.Labels);
        Assert.Equal([type == "F64" ? typeof(double) : typeof(float)], found.Types);
        Assert.Empty(source.Notes);
    }

    [Theory]
    [InlineData("U8")]
    [InlineData("I8")]
    [InlineData("I16")]
    [InlineData("U16")]
    [InlineData("I32")]
    [InlineData("U32")]
    [InlineData("I64")]
    [InlineData("U64")]
    [InlineData("BOOL")]
    public void Labels_of_a_safetensors_file_are_of_any_whole_type(string type)
    {
        byte[] labels = type switch
        {
            "U8" or "I8" or "BOOL" => [0, 1, 1],
            "I16" or "U16" => Bytes<short>(0, 1, 1),
            "I32" or "U32" => Bytes(0, 1, 1),
            _ => LabelBytes,
        };
        string path = Write("a.safetensors", Of(("h", "F32", Bytes(1f, 2, 3), [3, 1]), ("labels", type, labels, [3])));

        Assert.Equal([0, 1, 1], RecordedActivations.Of(new DumpActivations(path)).Labels);
    }

    [Fact]
    public void Tensors_that_are_pooled_or_left_out_are_those_of_any_dump()
    {
        string path = Write("a.safetensors", Of(
            ("conv", "F32", Bytes(1f, 3, 5, 7, 0, 0, 2, 2), [2, 2, 2, 1]),
            ("steps", "I64", Bytes(7L), [1]),
            ("complex", "C64", Bytes(7L), [1]),
            ("labels", "I64", Bytes(0L, 1), [2])));
        DumpActivations source = new(path);

        Assert.Equal([2, 6, 0, 2], RecordedActivations.Of(source).Values[0]);
        Assert.Contains(
            "left out, as they are no activations of 2 samples: steps (1,), complex (1,)", source.Notes, StringComparer.Ordinal);
    }

    [Fact]
    public void An_array_alone_is_one_layer_and_its_labels_are_elsewhere()
    {
        string path = Write("fc1.npy", Npz.Array("<f4", [1f, 2, 3, 4, 5, 6], 3, 2));
        DumpReading reading = new() { Labels = Write("y.npy", Npz.Array("<i8", [4L, 5, 4], 3)) };

        DumpActivations source = new(path, reading);

        Assert.Equal([new Layer("fc1", 2)], source.Layers);
        Assert.Equal([1, 2, 3, 4, 5, 6], RecordedActivations.Of(source).Values[0]);
        Assert.Equal(["4", "5"], source.ClassNames);
        Assert.Equal([new Layer("layer", 2)], new DumpActivations(path, reading with { LoneArray = "layer" }).Layers);
        Refused(() => new DumpActivations(path), "no array 'labels'", "fc1 (3, 2)", "--labels");
    }

    [Fact]
    public void Labels_elsewhere_may_be_in_any_format_whatever_the_ending()
    {
        string path = Write("fc1.dump", Npz.Array("<f4", [1f, 2, 3], 3, 1));
        string[] labels =
        [
            Write("y.safetensors", Of(("labels", "U8", [0, 1, 1], [3]))),
            Write("y.bin", Of(("anything", "U8", [0, 1, 1], [3]))),
            Write("y.csv", Npz.Array<byte>("|u1", [0, 1, 1], 3)),
            Write("y.txt", "0\n1\n1\n"u8.ToArray()),
        ];
        foreach (string file in labels)
        {
            DumpActivations source = new(path, new DumpReading { Labels = file });
            Assert.Equal([0, 1, 1], RecordedActivations.Of(source).Labels);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("acts/", "")]
    [InlineData("run/epoch-01/", "")]
    [InlineData("run\\epoch-01\\", "")]
    [InlineData("", "enc/")]
    [InlineData("acts/", "enc/")]
    public void A_zipped_folder_leaves_no_trace_in_the_names(string folder, string inner)
    {
        string path = npz.PathTo("dump.zip");
        using (ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create))
        {
            if (folder.Length > 0) archive.CreateEntry(folder);
            Add(archive, $"{folder}{inner}fc1.npy", Npz.Array("<f4", [1f, 2, 3], 3, 1));
            Add(archive, $"{folder}labels.npy", Npz.Array("<i8", [0L, 1, 1], 3));
            Add(archive, $"{folder}readme.txt", "how it was made"u8.ToArray());
            Add(archive, $"__MACOSX/{folder}._fc1.npy", [1, 2, 3]);
        }
        DumpActivations source = new(path);

        Assert.Equal([new Layer($"{inner}fc1", 1)], source.Layers);
        Assert.Equal([1, 2, 3], RecordedActivations.Of(source).Values[0]);
    }

    [Fact]
    public void Arrays_in_Fortran_order_are_read_in_blocks()
    {
        // Two blocks of 64 MB, the second not full.
        const int samples = 1300, neurons = 16_384;
        string path = npz.PathTo("wide.npy");
        float[] column = new float[samples];
        using (FileStream file = File.Create(path))
        {
            file.Write(Npz.Header("<f4", [samples, neurons], fortran: true));
            for (int q = 0; q < neurons; q++)
            {
                for (int d = 0; d < samples; d++) column[d] = d * 20_000 + q;
                file.Write(Bytes(column));
            }
        }
        string labels = Write("y.npy", Npz.Array("<i8", [.. Enumerable.Range(0, samples).Select(d => d % 2L)], samples));
        long sample = 0;

        new DumpActivations(path, new DumpReading { Labels = labels }).Replay(
            new Checked(values =>
            {
                long first = sample;
                Assert.DoesNotContain(values.Index(), value =>
                    value.Item != (first + value.Index / neurons) * 20_000 + value.Index % neurons);
                sample += values.Length / neurons;
            }),
            TestContext.Current.CancellationToken);

        Assert.Equal(samples, sample);
    }

    [Fact]
    public void A_safetensors_header_that_lies_is_refused()
    {
        byte[] whole = Of(("h", "F32", Bytes(1f, 2), [2, 1]), ("labels", "I64", Bytes(0L, 1), [2]));
        RefusedFile([.. BitConverter.GetBytes(500L), .. whole[8..]], "a header of 500 bytes", "whole safetensors");
        RefusedFile(whole[..^1], "tensor 'labels'", "8 to 24 of 23", "truncated");
        RefusedFile([.. whole, 0], "end at byte 24 of 25");
        RefusedEntries(Entry("h", "F32", [3, 1], 0, 8), "tensor 'h'", "0 to 8", "expected 12 bytes");
        RefusedEntries(Entry("h", "F32", [4, 1], 0, 16), "tensor 'h'", "0 to 16 of 8");
        RefusedEntries($"{Entry("a", "F32", [2, 1], 0, 8)},{Entry("b", "F32", [2, 1], 0, 8)}", "found bytes 0 to 8 of 8", "8 bytes from 8");
        RefusedEntries(Entry("h", "F32", [1, 1], 4, 8), "tensor 'h'", "4 to 8", "4 bytes from 0");
        RefusedEntries(Entry("h", "F7", [2, 1], 0, 8), "tensor 'h'", "type F7", "F32", "BF16");
        RefusedEntries($"{Entry("h", "F32", [1, 1], 0, 4)},{Entry("h", "F32", [1, 1], 4, 8)}", "h", "JSON");
        RefusedEntries(Entry("h", "F32", [-2, -1], 0, 8), "shape -2×-1");
        RefusedEntries(Entry("h", "F32", [1L << 40, 1L << 40], 0, 8), "expected a possible one");
        RefusedEntries("", "end at byte 0 of 8");
    }

    [Fact]
    public void Tensors_that_are_no_layers_or_labels_are_refused()
    {
        (string, string, byte[], long[]) layer = ("h", "F32", Bytes(1f, 2), [2, 1]), labels = ("labels", "I64", Bytes(0L, 1), [2]);
        RefusedFile(Of(("h", "F32", Bytes(1f, 2, 3), [3, 1]), labels), "array 'h'", "3 samples", "2, as many as there are labels");
        RefusedFile(Of(layer, ("labels", "I64", Bytes(0L, 1, 2), [3])), "array 'labels'", "3 labels", "each sample of h (2, 1)");
        RefusedFile(Of(layer, ("labels", "C64", Bytes(0L, 1), [2])), "array 'labels'", "type C64", "integers");
        RefusedFile(Of(layer, ("labels", "BF16", Bytes<short>(0, 0x3F00), [2])), "the label 0.5 at sample 1", "whole numbers");
        RefusedFile(Of(layer, ("labels", "I64", Bytes(0L, 1), [2, 1, 1])), "shape (2, 1, 1)", "one dimension");
        RefusedFile(Of(("h", "I32", Bytes(1, 2), [2, 1]), labels), "array 'h'", "type I32", "float16, bfloat16, float32 or float64");
        RefusedFile(Of(("h", "F32", Bytes(1f, 2), [2]), labels), "array 'h'", "shape (2,)", "samples × neurons");
        string path = Write("nan.safetensors", Of(("h", "F16", Bytes((Half)1, Half.NaN), [2, 1]), labels));
        DumpActivations source = new(path);
        Refused(() => RecordedActivations.Of(source), "array 'h'", "NaN at sample 1, neuron 0");
    }

    [Fact]
    public void A_file_cut_short_at_any_length_is_refused()
    {
        byte[] tensors = Of(("h", "F32", Bytes(1f, 2), [2, 1]), ("labels", "I64", Bytes(0L, 1), [2]));
        byte[] array = Npz.Array("<f4", [1f, 2], 2, 1);
        string labels = Write("y.npy", Npz.Array("<i8", [0L, 1], 2));
        foreach ((string name, byte[] whole) in new[] { ("cut.safetensors", tensors), ("cut.npy", array) })
        {
            for (int length = 0; length < whole.Length; length++)
            {
                string path = Write(name, whole[..length]);
                Refused(() => RecordedActivations.Of(new DumpActivations(path, new DumpReading { Labels = labels })), name);
            }
        }
    }

    private void RefusedEntries(string entries, params string[] parts)
    {
        RefusedFile(Of(entries, new byte[8]), parts);
    }

    private void RefusedFile(byte[] content, params string[] parts)
    {
        Refused(() => new DumpActivations(Write("bad.safetensors", content)), parts);
    }

    private static void Refused(Func<object?> read, params string[] parts)
    {
        string message = Assert.Throws<InputException>(read).Message;
        foreach (string part in parts) Assert.Contains(part, message, StringComparison.Ordinal);
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using Stream stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }

    private string Write(string name, byte[] content)
    {
        string path = npz.PathTo(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class Checked(Action<float[]> check) : IActivationSink
    {
        public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            check((float[])(object)activations.ToArray());
        }
    }
}
