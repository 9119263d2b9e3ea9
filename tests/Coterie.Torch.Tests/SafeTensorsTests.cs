using System.Text;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class SafeTensorsTests
{
    private static readonly Dictionary<string, string> NoTexts = [];

    [Fact]
    public void What_is_written_is_read_back_to_the_bit()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        List<KeyValuePair<string, Tensor>> written = [];
        foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64, ScalarType.Int64])
        {
            foreach (long[] shape in (long[][])[[], [1], [7], [0], [3, 0, 2], [3, 4], [2, 3, 4, 5]])
            {
                written.Add(new($"{type}[{string.Join(',', shape)}]", (randn(shape) * 1000).to(type)));
            }
        }
        using TemporaryFile file = new();
        Dictionary<string, string> texts = new(StringComparer.Ordinal) { ["épo\"que"] = "3\n" };
        file.Write(stream => SafeTensors.Write(stream, written, texts));

        (Dictionary<string, Tensor> read, Dictionary<string, string> metadata) = SafeTensors.Read(file.Path);

        Assert.Equal("3\n", Assert.Single(metadata, text => text.Key == "épo\"que").Value);
        Assert.Equal(written.Count, read.Count);
        foreach ((string name, Tensor tensor) in written)
        {
            Assert.Equal(tensor.shape, read[name].shape);
            Assert.Equal(tensor.dtype, read[name].dtype);
            Assert.True(tensor.bytes.SequenceEqual(read[name].bytes), name);
        }
        DisposeAll(read);
    }

    [Fact]
    public void A_view_is_written_as_it_looks_and_gradients_do_not_matter()
    {
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFile file = new();
        Tensor turned = Tensors.Ramp(2, 3).requires_grad_().t();
        file.Write(stream => SafeTensors.Write(stream, [new("turned", turned)], NoTexts));

        (Dictionary<string, Tensor> read, _) = SafeTensors.Read(file.Path);

        Assert.Equal([3, 2], read["turned"].shape);
        Assert.Equal([0f, 3, 1, 4, 2, 5], read["turned"].ToArray<float>());
        DisposeAll(read);
    }

    [Fact]
    public void A_tensor_larger_than_a_chunk_keeps_its_order()
    {
        const int chunk = 1 << 23;
        using DisposeScope scope = NewDisposeScope();
        using TemporaryFile file = new();
        file.Write(stream => SafeTensors.Write(stream, [new("ramp", arange(chunk + 5)), new("after", ones(2))], NoTexts));

        (Dictionary<string, Tensor> read, _) = SafeTensors.Read(file.Path);

        Assert.True(read["ramp"].bytes.SequenceEqual(arange(chunk + 5).bytes));
        Assert.Equal([1f, 1], read["after"].ToArray<float>());
        DisposeAll(read);
    }

    [Fact]
    public void The_header_and_the_bytes_are_those_of_the_format()
    {
        using DisposeScope scope = NewDisposeScope();
        using MemoryStream stream = new();
        SafeTensors.Write(stream, [new("a", tensor((float[])[1, 2])), new("b", tensor(3L))], NoTexts);

        byte[] file = stream.ToArray();
        int header = (int)BitConverter.ToInt64(file);
        using JsonDocument json = JsonDocument.Parse(file.AsMemory(8, header));
        JsonElement b = json.RootElement.GetProperty("b");

        Assert.Equal(0, header % 8);
        Assert.Equal("I64", b.GetProperty("dtype").GetString());
        Assert.Equal(0, b.GetProperty("shape").GetArrayLength());
        Assert.Equal([8, 16], b.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32()));
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 3, 0, 0, 0, 0, 0, 0, 0], file[(8 + header)..]);
    }

    [Theory]
    [InlineData("""{"b":{"shape":[2],"data_offsets":[8,24],"dtype":"F64"},"a":{"data_offsets":[0,8],"dtype":"I64","shape":[]}}""")]
    [InlineData("""  {"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"""
        + """ "b":{"dtype":"F64","shape":[2],"data_offsets":[8,24],"note":1}}     """)]
    [InlineData("""{"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"""
        + """ "__metadata__":{},"b":{"dtype":"F64","shape":[2],"data_offsets":[8,24]}}""")]
    public void Another_writer_may_order_and_pad_the_header_as_it_likes(string header)
    {
        using TemporaryFile file = new([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header),
            .. BitConverter.GetBytes(-7L), .. BitConverter.GetBytes(0.5), .. BitConverter.GetBytes(double.NaN)]);

        (Dictionary<string, Tensor> read, Dictionary<string, string> metadata) = SafeTensors.Read(file.Path);

        Assert.Empty(metadata);
        Assert.Equal([-7], read["a"].ToArray<long>());
        Assert.Equal([0.5, double.NaN], read["b"].ToArray<double>());
        DisposeAll(read);
    }

    [Fact]
    public void Read_tensors_outlive_the_scope_around_the_reading()
    {
        using TemporaryFile file = new();
        using Tensor one = ones(1);
        file.Write(stream => SafeTensors.Write(stream, [new("one", one)], NoTexts));
        Dictionary<string, Tensor> read;
        using (NewDisposeScope()) (read, _) = SafeTensors.Read(file.Path);

        Assert.Equal([1f], read["one"].ToArray<float>());
        DisposeAll(read);
    }

    [Fact]
    public void Weights_are_loaded_into_a_module_of_the_same_architecture_only()
    {
        using var source = nn.Sequential(("dense", nn.Linear(3, 2)), ("norm", nn.BatchNorm1d(2)));
        using var target = nn.Sequential(("dense", nn.Linear(3, 2)), ("norm", nn.BatchNorm1d(2)));
        using var other = nn.Sequential(("dense", nn.Linear(4, 2)), ("norm", nn.BatchNorm1d(2)));
        source.call(rand(5, 3)).Dispose();
        using TemporaryFile file = new();
        file.Write(stream => SafeTensors.Write(stream, [.. source.state_dict()], NoTexts));

        SafeTensors.LoadInto(file.Path, target);

        foreach ((string name, Tensor tensor) in source.state_dict())
        {
            Assert.True(tensor.bytes.SequenceEqual(target.state_dict()[name].bytes), name);
        }
        InputException e = Assert.Throws<InputException>(() => SafeTensors.LoadInto(file.Path, other));
        Assert.Contains("tensor 'dense.weight' is 2×3, expected 2×4", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_types_that_the_format_is_used_for_here_are_written()
    {
        using DisposeScope scope = NewDisposeScope();
        using MemoryStream stream = new();

        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, [new("half", ones(1).half())], NoTexts));
        Assert.Throws<ArgumentException>(() => SafeTensors.Write(stream, [new("a", ones(1)), new("a", ones(1))], NoTexts));
        Assert.Equal(0, stream.Length);
    }

    private static void DisposeAll(Dictionary<string, Tensor> tensors)
    {
        foreach (Tensor tensor in tensors.Values) tensor.Dispose();
    }
}
