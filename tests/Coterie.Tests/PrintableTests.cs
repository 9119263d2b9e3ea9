using System.Text;
using CsCheck;

namespace Coterie.Tests;

public class PrintableTests
{
    [Theory]
    [InlineData("layer1.relu", "layer1.relu")]
    [InlineData("Grünkohl – 甘藍 🥬", "Grünkohl – 甘藍 🥬")]
    [InlineData("a\u001b[31mb", "a\\u001b[31mb")]
    [InlineData("a\nb\tc\rd\0", "a\\nb\\tc\\rd\\u0000")]
    [InlineData("gpj\u202Etxt", "gpj\\u202etxt")]
    [InlineData("a\u2028b\u0085c\u007F", "a\\u2028b\\u0085c\\u007f")]
    public void What_steers_a_terminal_is_escaped(string text, string shown)
    {
        Assert.Equal(shown, Printable.Line(text));
    }

    [Fact]
    public void Half_of_a_pair_of_surrogates_is_replaced()
    {
        Assert.Equal("half \ufffd.", Printable.Line("half \ud83e."));
    }

    [Fact]
    public void A_long_name_keeps_its_end()
    {
        Assert.Equal("…d.activation", Printable.Name("encoder.stage3.residual_block_named.activation", 13));
        Assert.Equal("…🥬b", Printable.Name("aaaa🥬b", 4));
        Assert.Equal("…b", Printable.Name("aaaa🥬b", 3));
        Assert.Equal("name", Printable.Name("name", 4));
    }

    [Fact]
    public void Any_text_becomes_one_line_without_control_characters()
    {
        Gen.Select(Gen.String, Gen.Int[2, 80]).Sample((text, length) =>
        {
            string line = Printable.Line(text);
            Assert.DoesNotContain(line, char.IsControl);
            Assert.Equal(line, Printable.Line(line));
            // Valid: no half of a pair of surrogates.
            Assert.Equal(line, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)));
            Assert.InRange(Printable.Name(text, length).Length, 0, length);
        });
    }

    [Fact]
    public void The_message_of_an_error_is_one_line_of_bounded_length()
    {
        Assert.Equal("a\\u001b[2J.npz: found b", new InputException("a\u001b[2J.npz: found b").Message);
        Assert.InRange(new InputException(new string('x', 1_000_000)).Message.Length, 1000, 5000);
    }
}
