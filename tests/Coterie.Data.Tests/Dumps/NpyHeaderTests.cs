using System.Text;

namespace Coterie.Data.Tests.Dumps;

public class NpyHeaderTests
{
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (10000, 128), }", "<f4", false, "(10000, 128)")]
    [InlineData("{'descr': '>i8', 'fortran_order': True, 'shape': (3,), }   \n", ">i8", true, "(3,)")]
    [InlineData("{\"shape\":(),\"descr\":\"|b1\",\"fortran_order\":False}", "|b1", false, "()")]
    [InlineData("{ 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 3L , 2L ) }", "<f4", false, "(3, 2)")]
    [InlineData("{'descr': [('x', '<f4'), (\"]\", '<i2', (2,))], 'fortran_order': False, 'shape': (3,), }", "a record type", false, "(3,)")]
    public void What_NumPy_writes_is_read(string text, string descr, bool fortran, string shape)
    {
        ArrayHeader header = Parse(text)!;

        Assert.Equal((descr, fortran, shape), (header.Descr, header.FortranOrder, header.ShapeText));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{'descr': '<f4'}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, -1), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1.5), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 99999999999999999999), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, ")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }")]
    [InlineData("{'descr': '<f4, 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'descr': [('x', '<f4'), 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1, }")]
    public void Anything_else_is_no_header(string text)
    {
        Assert.Null(Parse(text));
    }

    [Fact]
    public void More_dimensions_than_NumPy_allows_are_no_header()
    {
        Assert.Equal(64, Parse(Header(64))!.Shape.Length);
        Assert.Null(Parse(Header(65)));

        static string Header(int dimensions) =>
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Concat(Enumerable.Repeat("1, ", dimensions))}), }}";
    }

    [Theory]
    [InlineData("<f4", 'f', 4, false)]
    [InlineData(">f8", 'f', 8, true)]
    [InlineData("<V2", 'V', 2, false)]
    [InlineData("bfloat16", 'V', 2, false)]
    [InlineData("<U5", 'U', 20, false)]
    [InlineData("|S7", 'S', 7, false)]
    [InlineData("|O", '\0', 0, false)]
    [InlineData("<M8[ns]", '\0', 0, false)]
    [InlineData("<f-4", '\0', 0, false)]
    [InlineData("<U2000000000", '\0', 0, false)]
    [InlineData("", '\0', 0, false)]
    public void A_type_has_a_kind_and_a_size_in_bytes(string descr, char kind, int size, bool bigEndian)
    {
        Assert.Equal(new ArrayType(kind, size, bigEndian), ArrayType.Parse(descr));
    }

    private static ArrayHeader? Parse(string text) => NpyHeader.Parse(Encoding.UTF8.GetBytes(text));
}
