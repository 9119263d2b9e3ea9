using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

public class StudyForecastTests
{
    [Fact]
    public void The_part_of_an_analysis_that_does_not_depend_on_samples_counts_once()
    {
        // Graphs take 90 ms, a sample 10 µs, as the two analyses show.
        StudyForecast.Measured measured = new() { Step = 0.002, Forward = 0.000_005, Few = (1000, 0.1), Many = (2000, 0.11) };

        Assert.Equal(100 * 0.002, measured.Epoch(train: 12_800, batch: 128), 9);
        Assert.Equal(0.09 + 0.000_01 * 12_800 + 0.000_005 * 2000, measured.Snapshot(train: 12_800, test: 2000), 9);
    }

    [Fact]
    public void A_sample_takes_at_least_the_time_of_a_forward_pass()
    {
        StudyForecast.Measured measured = new() { Step = 0, Forward = 0.000_01, Few = (1000, 0.2), Many = (2000, 0.1) };

        Assert.Equal(0.1 + 0.000_01 * 8000, measured.Snapshot(train: 10_000, test: 0), 9);
    }

    [Fact]
    public void Data_of_few_samples_has_one_size_to_measure()
    {
        StudyForecast.Measured measured = new() { Step = 0.001, Forward = 0.000_01, Few = (300, 0.05), Many = (300, 0.05) };

        Assert.Equal(3 * 0.001, measured.Epoch(train: 300, batch: 128), 9);
        Assert.Equal(0.05, measured.Snapshot(train: 300, test: 0), 9);
    }
}
