using System.Diagnostics;
using Coterie.Data;
using Coterie.Sweeps.Engines;
using Coterie.Sweeps.Plans;
using Coterie.Training.Studies;

namespace Coterie.Cli.Commands;

/// <summary>
/// What the runs of a plan will take, measured on a few batches each. A plan may have thousands of combinations, so those are measured that
/// lie spread over it, for a few seconds; the others are taken to be like them on average.
/// </summary>
internal sealed class SweepForecast
{
    // One combination is always measured, and no other begun after this.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, RunForecast> measured = new(StringComparer.Ordinal);

    /// <summary>How many combinations were measured.</summary>
    public int Measured => measured.Count;

    /// <summary>How many combinations there are.</summary>
    public required int Combinations { get; init; }

    /// <summary>Why nothing was measured; null if something was.</summary>
    public string? Problem { get; private set; }

    /// <summary>The most memory that a run takes, in bytes; null where nothing was measured.</summary>
    public long? Memory => measured.Count == 0 ? null : measured.Values.Max(forecast => forecast.Memory);

    /// <summary>The seconds that a run takes on average; null where nothing was measured.</summary>
    public double? SecondsOfRun => measured.Count == 0 ? null : measured.Values.Average(forecast => forecast.Seconds);

    /// <summary>What a run takes; null where its combination was not measured.</summary>
    public RunForecast? this[PlannedRun run] => measured.GetValueOrDefault(run.Combination);

    /// <summary>Measures.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="studies">Reads its runs.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static SweepForecast Measure(SweepPlan plan, PlannedStudies studies, CancellationToken cancellation)
    {
        PlannedRun[] combinations = [.. plan.Combinations];
        SweepForecast forecast = new() { Combinations = combinations.Length };
        Stopwatch watch = Stopwatch.StartNew();
        foreach (int place in Spread(combinations.Length))
        {
            if (forecast.Measured > 0 && watch.Elapsed > Enough) break;
            PlannedRun run = combinations[place];
            (Study study, string? directory) = studies.Of(plan.ArgumentsOf(run));
            if (!StudyData.IsAtHand(study.Settings, directory))
            {
                forecast.Problem = $"no forecast: the data of {run.Name} are not at hand, and are not downloaded for one";
                break;
            }
            double before = watch.Elapsed.TotalSeconds;
            DataSet data = StudyData.LoadAsync(study.Settings, directory, null, cancellation).GetAwaiter().GetResult();
            StudyEvent.Forecast measured = study.Forecast(data, cancellation);
            // A run loads its data and measures too.
            double start = watch.Elapsed.TotalSeconds - before;
            forecast.measured.Add(run.Combination, new RunForecast(measured.Memory, start + measured.Time.TotalSeconds));
        }
        return forecast;
    }

    // The first, the last, the one between, and so on into the middle of the largest gaps.
    private static IEnumerable<int> Spread(int count)
    {
        HashSet<int> seen = [];
        for (int parts = 1; seen.Count < count; parts *= 2)
        {
            for (int k = 0; k <= parts; k++)
            {
                int place = (int)((long)(count - 1) * k / parts);
                if (seen.Add(place)) yield return place;
            }
        }
    }
}
