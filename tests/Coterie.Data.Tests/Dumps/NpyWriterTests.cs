using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace Coterie.Data.Tests.Dumps;

public class NpyWriterTests
{
    [Fact]
    public void A_header_reads_back_and_values_begin_at_a_multiple_of_64()
    {
        Gen.Long[0, 1L << 40].Array[0, 5].Sample(shape =>
        {
            using MemoryStream stream = new();
            NpyWriter.WriteHeader(stream, "'<f8'", shape);
            byte[] written = stream.ToArray();
            Assert.Equal(0, written.Length % 64);
            Assert.Equal(written.Length - 10, BinaryPrimitives.ReadUInt16LittleEndian(written.AsSpan(8)));
            ArrayHeader header = NpyHeader.Parse(written.AsSpan(10))!;
            Assert.Equal(("<f8", false), (header.Descr, header.FortranOrder));
            Assert.Equal(shape, header.Shape);
        });
    }

    [Fact]
    public void Values_of_any_number_follow_the_header()
    {
        double[] values = [.. Enumerable.Range(0, 150_000).Select(k => k / 7.0)];
        using MemoryStream stream = new();
        NpyWriter.Write<double>(stream, "'<f8'", values, 3, 50_000);
        byte[] written = stream.ToArray();
        int start = written.Length - (values.Length * sizeof(double));
        Assert.Equal(0, start % 64);
        Assert.Equal(
            values, values.Select((_, k) => BinaryPrimitives.ReadDoubleLittleEndian(written.AsSpan(start + (k * sizeof(double))))));
    }

    [Fact]
    public void Texts_are_as_wide_as_the_longest()
    {
        using MemoryStream stream = new();
        NpyWriter.Write(stream, ["fc", "", "a🙂é"]);
        byte[] written = stream.ToArray();
        Assert.Contains("'<U3'", Encoding.ASCII.GetString(written), StringComparison.Ordinal);
        Assert.Equal("fc\0\0\0\0a🙂é", Encoding.UTF32.GetString(written[^36..]));
    }
}
