using System.Text.Json;
using CsCheck;

namespace Coterie.Runs.Tests.Snapshots;

public class SnapshotScheduleTests
{
    [Fact]
    public void Evenly_spaced_epochs_follow_the_untrained_network_and_end_with_the_last()
    {
        Gen.Int[1, 500].SelectMany(epochs => Gen.Int[1, epochs].Select(snapshots => (epochs, snapshots))).Sample((epochs, snapshots) =>
        {
            SnapshotSchedule schedule = snapshots;
            IReadOnlyList<long> steps = schedule.Steps(epochs, stepsPerEpoch: 7);
            Assert.Equal(0, steps[0]);
            Assert.Equal(snapshots + 1, steps.Count);
            Assert.Equal(7L * epochs, steps[^1]);
            Assert.All(steps, step => Assert.Equal(0, step % 7));
            long[] gaps = [.. steps.Skip(1).Select((step, k) => (step - steps[k]) / 7)];
            Assert.All(gaps, gap => Assert.InRange(gap, epochs / snapshots, (epochs / snapshots) + 1));
        });
    }

    [Fact]
    public void Logarithmic_steps_ascend_from_the_untrained_network_to_the_last()
    {
        Gen.Int[1, 60].SelectMany(epochs => Gen.Int[1, 500].SelectMany(perEpoch =>
            Gen.Int[1, Math.Min(epochs * perEpoch, 200)].Select(count => (epochs, perEpoch, count)))).Sample((epochs, perEpoch, count) =>
        {
            IReadOnlyList<long> steps = SnapshotSchedule.Parse($"log:{count}")!.Steps(epochs, perEpoch);
            Assert.Equal(count + 1, steps.Count);
            Assert.Equal(0, steps[0]);
            Assert.Equal((long)epochs * perEpoch, steps[^1]);
            Assert.Equal(steps.Distinct().Order(), steps);
        });
    }

    [Theory]
    [InlineData("3", 6, 100, "0,200,400,600")]
    [InlineData("log:1", 2, 5, "0,10")]
    [InlineData("log:5", 10, 100, "0,1,6,32,178,1000")]
    [InlineData("log:5", 1, 5, "0,1,2,3,4,5")]
    // numpy.geomspace(1, 9380, 20).round(), with neighbours kept apart.
    [InlineData("log:20", 20, 469, "0,1,2,3,4,7,11,18,29,47,76,123,199,323,522,845,1368,2213,3582,5796,9380")]
    [InlineData("2+log:5", 10, 100, "0,1,6,32,178,500,1000")]
    [InlineData("3+log:2", 3, 5, "0,1,5,10,15")]
    [InlineData("1+log:1", 2, 5, "0,10")]
    [InlineData("steps:0,10,100,469", 1, 469, "0,10,100,469")]
    [InlineData("steps:10,100", 1, 469, "0,10,100")]
    [InlineData("steps:0", 1, 469, "0")]
    public void Steps_are_those_of_the_schedule(string text, int epochs, int stepsPerEpoch, string expected)
    {
        Assert.Equal(expected, string.Join(',', SnapshotSchedule.Parse(text)!.Steps(epochs, stepsPerEpoch)));
    }

    [Theory]
    [InlineData("20", "20")]
    [InlineData("log:20", "\"log:20\"")]
    [InlineData("20+log:12", "\"20+log:12\"")]
    [InlineData("steps:0,10,469", "\"steps:0,10,469\"")]
    [InlineData("steps:10,469", "\"steps:0,10,469\"")]
    public void A_schedule_is_a_number_or_text_in_a_document(string text, string json)
    {
        SnapshotSchedule schedule = SnapshotSchedule.Parse(text)!;
        Assert.Equal(json, JsonSerializer.Serialize(schedule, Json.Options));
        Assert.Equal(schedule, JsonSerializer.Deserialize<SnapshotSchedule>(json, Json.Options));
        Assert.Equal(schedule, SnapshotSchedule.Parse(schedule.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("log")]
    [InlineData("log:")]
    [InlineData("log:0")]
    [InlineData("LOG:3")]
    [InlineData("20+")]
    [InlineData("20+20")]
    [InlineData("log:3+20")]
    [InlineData("20+log:3+log:4")]
    [InlineData("20+2+log:4")]
    [InlineData("20+steps:1")]
    [InlineData("0+log:4")]
    [InlineData("steps:")]
    [InlineData("steps:1,,2")]
    [InlineData("steps:3,2")]
    [InlineData("steps:3,3")]
    [InlineData("steps:-1")]
    [InlineData("steps: 1")]
    [InlineData("99999999999999999999")]
    [InlineData("steps:99999999999999999999")]
    public void Other_texts_are_no_schedules(string text)
    {
        Assert.Null(SnapshotSchedule.Parse(text));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SnapshotSchedule>(JsonSerializer.Serialize(text), Json.Options));
    }

    [Theory]
    [InlineData("4", "found 4, expected 1 to at most the 3 epochs")]
    [InlineData("log:31", "found log:31, expected at most the 30 steps")]
    [InlineData("4+log:3", "found 4+log:3, expected 1 to at most the 3 epochs")]
    [InlineData("3+log:31", "found 3+log:31, expected at most the 30 steps")]
    [InlineData("steps:0,31", "found steps:0,31, expected steps up to 30, the last of 3 epochs of 10 steps")]
    public void A_schedule_that_does_not_fit_is_refused(string text, string message)
    {
        InputException e = Assert.Throws<InputException>(() => SnapshotSchedule.Parse(text)!.Steps(epochs: 3, stepsPerEpoch: 10));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
