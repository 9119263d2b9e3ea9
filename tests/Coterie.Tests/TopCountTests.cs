using System.Text.Json;
using CsCheck;

namespace Coterie.Tests;

public class TopCountTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    [InlineData(16, 5)]
    [InlineData(32, 5)]
    [InlineData(54, 5)]
    [InlineData(55, 6)]
    [InlineData(64, 6)]
    [InlineData(128, 13)]
    [InlineData(494, 49)]
    [InlineData(495, 50)]
    [InlineData(512, 50)]
    [InlineData(8192, 50)]
    [InlineData(int.MaxValue, 50)]
    public void Auto_is_a_tenth_of_the_width_from_5_to_50(int neurons, int expected)
    {
        Assert.Equal(expected, TopCount.Auto.Of(neurons));
        Assert.Equal(expected, new AnalysisSettings().Top.Of(neurons));
    }

    [Fact]
    public void A_number_is_itself_but_never_more_than_the_layer_has()
    {
        Gen.Int[1, 1000].Select(Gen.Int[1, 1000]).Sample((count, neurons) =>
            Assert.Equal(Math.Min(count, neurons), new TopCount(count).Of(neurons)));
    }

    [Fact]
    public void It_is_written_as_a_number_or_as_auto()
    {
        Assert.Equal("[50,\"auto\"]", JsonSerializer.Serialize<TopCount[]>([50, TopCount.Auto]));
        Assert.Equal([50, TopCount.Auto], JsonSerializer.Deserialize<TopCount[]>("[50, \"auto\"]")!);
        Assert.Equal(("50", "auto"), ($"{new TopCount(50)}", $"{TopCount.Auto}"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("5.5")]
    [InlineData("1e400")]
    [InlineData("3000000000")]
    [InlineData("\"50\"")]
    [InlineData("\"Auto\"")]
    [InlineData("null")]
    [InlineData("[5]")]
    public void Anything_else_is_no_count(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TopCount>(json));
    }
}
