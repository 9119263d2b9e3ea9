using Coterie.Runs.Studies;

namespace Coterie.Runs.Tests.Studies;

public class StudyForecastTests
{
    [Fact]
    public void The_part_of_an_analysis_that_does_not_depend_on_samples_counts_once()
    {
        // Graphs take 90 ms, a sample 10 µs, as the two analyses show.
        StudyForecast.Measured measured = new() { Step = 0.002, Forward = 0.000_005, Few = (1000, 0.1), Many = (2000, 0.11) };

        double seconds = measured.Study(epochs: 10, snapshots: 4, train: 12_800, test: 2000, batch: 128).TotalSeconds;

        Assert.Equal(10 * 100 * 0.002 + 4 * (0.09 + 0.000_01 * 12_800 + 0.000_005 * 2000), seconds, 9);
    }

    [Fact]
    public void A_sample_takes_at_least_the_time_of_a_forward_pass()
    {
        StudyForecast.Measured measured = new() { Step = 0, Forward = 0.000_01, Few = (1000, 0.2), Many = (2000, 0.1) };

        Assert.Equal(0.1 + 0.000_01 * 8000, measured.Study(epochs: 1, snapshots: 1, train: 10_000, test: 0, batch: 1).TotalSeconds, 9);
    }

    [Fact]
    public void Data_of_few_samples_has_one_size_to_measure()
    {
        StudyForecast.Measured measured = new() { Step = 0.001, Forward = 0.000_01, Few = (300, 0.05), Many = (300, 0.05) };

        Assert.Equal(3 * 0.001 + 0.05, measured.Study(epochs: 1, snapshots: 1, train: 300, test: 0, batch: 128).TotalSeconds, 9);
    }
}
