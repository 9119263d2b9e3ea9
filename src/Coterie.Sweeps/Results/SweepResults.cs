using Coterie.Measures;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Results;

/// <summary>The results of the finished runs of a sweep, in the order of the plan, whatever the order in which they finished.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Runs">The finished runs.</param>
public sealed record SweepResults(SweepPlan Plan, IReadOnlyList<RunResult> Runs)
{
    /// <summary>Reads the results.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <exception cref="InputException">A file of a run is missing or damaged.</exception>
    public static SweepResults Of(SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        RunResult?[] found = new RunResult?[folder.Plan.Count];
        try
        {
            Parallel.For(1, folder.Plan.Count + 1, number =>
            {
                PlannedRun run = folder.Plan.Run(number);
                if (folder.StateOf(run).Stage == RunStage.Finished) found[number - 1] = new RunResult(run, RunValues.Of(folder, run));
            });
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } unreadable)
        {
            throw new InputException(unreadable.Message, e);
        }
        return new SweepResults(folder.Plan, [.. found.OfType<RunResult>()]);
    }

    /// <summary>Writes the tables <c>results.csv</c> and <c>results.parquet</c>.</summary>
    /// <param name="folder">The folder of the sweep.</param>
    /// <exception cref="InputException">They cannot be written.</exception>
    public void Write(SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ResultsTable.WriteCsv(folder.In(ResultsTable.CsvName), this);
        ResultsTable.WriteParquet(folder.In(ResultsTable.ParquetName), this);
    }

    /// <summary>The rows of a run that the plan asks for.</summary>
    internal IEnumerable<RunValues.Row> RowsOf(RunResult result)
    {
        if (Plan.Report.Count == 0) return result.Values.Rows;
        return result.Values.Rows.Where(row => IsAsked(row.Measure) || IsAsked(new MeasureKey(null, null, row.Measure, row.Variant).Name));
    }

    private bool IsAsked(string measure) => Plan.Report.Contains(measure, StringComparer.Ordinal);
}
