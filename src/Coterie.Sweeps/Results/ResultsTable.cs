using Coterie.Data;
using Coterie.Sweeps.Plans;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace Coterie.Sweeps.Results;

/// <summary>
/// One tidy table over all runs of a sweep: a row for each run, layer and measure, a column for each axis. As CSV in UTF-8, with points in
/// numbers, where a value that does not exist is empty; and as Parquet, where it is null.
/// </summary>
internal static class ResultsTable
{
    public const string CsvName = "results.csv", ParquetName = "results.parquet";

    // So many rows are in memory at once: with ten axes some 50 MB.
    private const int GroupRows = 200_000;

    private static readonly CsvWriterOptions CsvOptions = new() { NewLine = "\n" };

    /// <summary>Writes the table as CSV.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteCsv(string path, SweepResults results)
    {
        AtomicFile.Write(path, stream =>
        {
            using CsvWriter csv = CsvWriter.Create(stream, CsvOptions, leaveOpen: true);
            string[] header =
            [
                "run", .. results.Plan.Axes.Select(ColumnOf), "seed", "layer", "measure", "variant", "final", "maximum", "mean",
                "accuracy_train", "accuracy_test",
            ];
            csv.WriteHeader(header);
            foreach ((RunResult result, RunValues.Row row) in Rows(results))
            {
                csv.WriteField(result.Run.Name);
                foreach (AxisValue value in result.Run.Values) csv.WriteField(value.Text);
                csv.WriteField(result.Run.Seed);
                csv.WriteField(row.Layer);
                csv.WriteField(row.Measure);
                csv.WriteField(row.Variant);
                csv.WriteField(row.Final);
                csv.WriteField(row.Maximum);
                csv.WriteField(row.Mean);
                csv.WriteField(result.Values.AccuracyTrain);
                csv.WriteField(result.Values.AccuracyTest);
                csv.EndRecord();
            }
        });
    }

    /// <summary>Writes the table as Parquet.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteParquet(string path, SweepResults results)
    {
        Column[] columns = [.. Columns(results.Plan)];
        ParquetSchema schema = new(columns.Select(column => column.Field));
        AtomicFile.Write(path, stream => WriteAsync(stream).GetAwaiter().GetResult());

        async Task WriteAsync(Stream stream)
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream);
            foreach ((RunResult, RunValues.Row)[] rows in Rows(results).Chunk(GroupRows).DefaultIfEmpty([]))
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                foreach (Column column in columns) await column.WriteAsync(group, rows);
            }
        }
    }

    /// <summary>The column of an axis; the table's own columns have no hyphens.</summary>
    private static string ColumnOf(Axis axis) => axis.Name.Replace('-', '_');

    private static IEnumerable<(RunResult Result, RunValues.Row Row)> Rows(SweepResults results) =>
        results.Runs.SelectMany(result => results.RowsOf(result).Select(row => (result, row)));

    private static IEnumerable<Column> Columns(SweepPlan plan)
    {
        yield return Text("run", (result, _) => result.Run.Name);
        for (int a = 0; a < plan.Axes.Count; a++)
        {
            int place = a;
            Axis axis = plan.Axes[a];
            yield return axis.Values.All(value => value.Number is not null)
                ? Number(ColumnOf(axis), (result, _) => result.Run.Values[place].Number)
                : Text(ColumnOf(axis), (result, _) => result.Run.Values[place].Text);
        }
        yield return Of(new DataField<int>("seed"), (result, _) => result.Run.Seed, (group, field, values) =>
            group.WriteAsync<int>(field, values));
        yield return Text("layer", (_, row) => row.Layer);
        yield return Text("measure", (_, row) => row.Measure);
        yield return Text("variant", (_, row) => row.Variant);
        yield return Number("final", (_, row) => row.Final);
        yield return Number("maximum", (_, row) => row.Maximum);
        yield return Number("mean", (_, row) => row.Mean);
        yield return Number("accuracy_train", (result, _) => result.Values.AccuracyTrain);
        yield return Number("accuracy_test", (result, _) => result.Values.AccuracyTest);
    }

    private static Column Text(string name, Func<RunResult, RunValues.Row, string?> value) =>
        Of(new DataField<string>(name), value, (group, field, values) => group.WriteAsync(field, values!));

    private static Column Number(string name, Func<RunResult, RunValues.Row, double?> value) =>
        Of(new DataField<double?>(name), value, (group, field, values) => group.WriteAsync<double>(field, values));

    private static Column Of<T>(
        DataField field, Func<RunResult, RunValues.Row, T> value, Func<ParquetRowGroupWriter, DataField, T[], Task> write)
    {
        return new Column(field, (group, rows) => write(group, field, Array.ConvertAll(rows, row => value(row.Result, row.Row))));
    }

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, (RunResult Result, RunValues.Row Row)[], Task> WriteAsync);
}
