using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Results;

public class SeedResultsTests
{
    [Theory]
    [InlineData("4", 4, 5)]
    [InlineData("2", 2, 5)]
    [InlineData("log:3", 5, null)]
    public void The_evenly_spaced_snapshots_are_those_of_the_schedule_of_the_runs(string schedule, int even, int? whole)
    {
        StudyDocument settings = new()
        {
            DataSet = "glyphs",
            Network = "mlp",
            Hidden = [3, 2],
            Optimizer = "adam",
            Device = "cpu",
            Epochs = 4,
            Snapshots = SnapshotSchedule.Parse(schedule)!,
        };
        Snapshot[] snapshots =
            [.. Enumerable.Range(0, 5).Select(number => Sample.Snapshot(number, new Accuracies { Test = number / 10.0 }))];
        RunResults seed = RunResults.OfStudy("sample", settings, snapshots);

        SeedResults results = SeedResults.Of([seed, seed]);

        Assert.Equal(("sample", settings, 2), (results.Preset, results.Settings, results.Seeds.Count));
        Assert.Equal((even, 4.0), (results.CorrelationRange!.Snapshots, results.CorrelationRange.LastEpoch));
        Assert.Equal(whole, results.Formation?.Range.Snapshots);
        // As each seed's own correlations are.
        Assert.Equal(seed.CorrelationRange, results.CorrelationRange);
        Assert.Equal(seed.Formation?.Range, results.Formation?.Range);
    }

    [Fact]
    public void Runs_that_are_not_of_a_study_are_refused()
    {
        RunResults dump = RunResults.Of(preset: null, new { file = "a.npz" }, [Sample.Snapshot()]);
        Assert.Throws<ArgumentException>(() => SeedResults.Of([dump, dump]));
        Assert.Throws<ArgumentException>(() => SeedResults.Of([]));
    }
}
