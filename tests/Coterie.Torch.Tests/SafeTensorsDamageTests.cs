using System.Text;
using CsCheck;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch.Tests;

public class SafeTensorsDamageTests
{
    private static readonly byte[] Whole = Intact();

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < Whole.Length; length++) AssertRefused(Whole.AsSpan(0, length));
    }

    [Fact]
    public void A_byte_too_many_is_refused()
    {
        AssertRefused([.. Whole, 0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(100_000_001)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_absurd_length_of_the_header_is_refused(long length)
    {
        AssertRefused([.. BitConverter.GetBytes(length), .. Whole.AsSpan(8)]);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("12")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":3}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""")]
    [InlineData("""{"a":{"dtype":null,"shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":null,"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[null],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":7,"shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-9223372036854775808,9223372036854775807]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]},"""
        + """ "b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]},"""
        + """ "b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""")]
    [InlineData("""{"__metadata__":null,"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"__metadata__":"x","a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"__metadata__":{"epoch":3},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"__metadata__":{"epoch":null},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    public void A_header_that_cannot_be_true_is_refused(string header)
    {
        AssertRefused([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[8]]);
    }

    [Fact]
    public void A_header_nested_without_end_is_refused()
    {
        string header = string.Concat(Enumerable.Repeat("""{"a":""", 100_000));
        AssertRefused([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)]);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused()
    {
        byte[] header = Encoding.Latin1.GetBytes("""{"é":{"dtype":"é","shape":[2],"data_offsets":[0,8]}}""");
        AssertRefused([.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[8]]);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        InputException e = Assert.Throws<InputException>(() => SafeTensors.Read("/no/such.safetensors"));
        Assert.StartsWith("/no/such.safetensors: ", e.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => SafeTensors.Read(Path.GetTempPath()));
    }

    [Fact]
    public void Changed_bytes_are_read_or_refused_and_nothing_else()
    {
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                byte[] damaged = [.. Whole];
                foreach ((int at, byte value) in changes) damaged[at] = value;
                ReadOrRefuse(damaged);
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void A_refused_file_leaves_no_tensors()
    {
        using TemporaryFile file = new(Whole.AsSpan(0, Whole.Length - 1));
        long before = Tensor.TotalCount;

        Assert.Throws<InputException>(() => SafeTensors.Read(file.Path));

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static void AssertRefused(ReadOnlySpan<byte> content)
    {
        Assert.False(ReadOrRefuse(content), Encoding.Latin1.GetString(content));
    }

    private static bool ReadOrRefuse(ReadOnlySpan<byte> content)
    {
        using TemporaryFile file = new(content);
        try
        {
            foreach (Tensor tensor in SafeTensors.Read(file.Path).Tensors.Values) tensor.Dispose();
            return true;
        }
        catch (InputException e)
        {
            Assert.StartsWith(file.Path + ": ", e.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private static byte[] Intact()
    {
        using DisposeScope scope = NewDisposeScope();
        using MemoryStream stream = new();
        SafeTensors.Write(
            stream,
            [new("layer1.weight", ones(2, 3)), new("layer1.bias", zeros(2, dtype: ScalarType.Float64)), new("n", tensor(5L))],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["epoch"] = "3" });
        return stream.ToArray();
    }
}
