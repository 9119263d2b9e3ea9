namespace Coterie.Tests;

public class AnalysisSettingsTests
{
    public static TheoryData<string, Func<AnalysisSettings>> OutOfRange => new()
    {
        { "Top is 0; expected 1 to 2147483647.", () => new AnalysisSettings { Top = 0 } },
        { "Bins is 0; expected 1 to 1000000.", () => new AnalysisSettings { Bins = 0 } },
        { "Bins is -3; expected 1 to 1000000.", () => new AnalysisSettings { Bins = -3 } },
        { "Bins is 2147483647; expected 1 to 1000000.", () => new AnalysisSettings { Bins = int.MaxValue } },
        { "Gamma is 0; expected 1E-300 to 1E+300.", () => new AnalysisSettings { Gamma = 0 } },
        { "Gamma is -1; expected 1E-300 to 1E+300.", () => new AnalysisSettings { Gamma = -1 } },
        { "Gamma is NaN; expected 1E-300 to 1E+300.", () => new AnalysisSettings { Gamma = double.NaN } },
        { "Threads is 0; expected 1 to 2147483647.", () => new AnalysisSettings { Threads = 0 } },
        { "Memory is 0; expected 1 to 9223372036854775807.", () => new AnalysisSettings() with { Memory = 0 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_value_out_of_its_range_is_refused_at_once(string expected, Func<AnalysisSettings> make)
    {
        string message = Assert.Throws<ArgumentOutOfRangeException>(make).Message;

        Assert.StartsWith(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ends_of_the_ranges_are_accepted()
    {
        AnalysisSettings settings = new() { Top = 1, Bins = AnalysisSettings.MostBins, Gamma = 1e-300, Threads = 1, Memory = 1 };

        Assert.Equal((1, AnalysisSettings.MostBins, 1e-300), (settings.Top.Count!.Value, settings.Bins, settings.Gamma));
    }
}
