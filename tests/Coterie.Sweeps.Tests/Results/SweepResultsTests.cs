using Coterie.Measures;
using Coterie.Runs;
using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Results;
using DuckDB.NET.Data;

namespace Coterie.Sweeps.Tests.Results;

public class SweepResultsTests
{
    private const string TwoByTwo = "[axes]\ndropout = [0.2, 0.5]\npreset = ['a', 'b']\n[sweep]\nseeds = 2";

    [Fact]
    public void Values_over_training_count_every_epoch_alike()
    {
        MeasureKey key = new("layer1", null, "modularity", "weighted"), gone = new("layer1", null, "louvain", "modularity");
        MeasureKey test = new(null, null, "accuracy", "test"), ofClass = new(null, 3, "classAccuracy", "test");
        Snapshot[] snapshots =
        [
            At(0, epoch: 0, (key, 0), (gone, 1), (test, 0.1), (ofClass, 0)),
            At(1, epoch: 0.5, (key, 0.4), (gone, null), (test, 0.5), (ofClass, 0)),
            At(2, epoch: 2, (key, 0.2), (gone, null), (test, 0.4), (ofClass, 0)),
        ];
        RunValues values = RunValues.Of(snapshots, "xxh128:0");
        Assert.Equal((null, 0.4), (values.AccuracyTrain, values.AccuracyTest!.Value));
        Assert.Equal(3, values.Rows.Count);
        RunValues.Row row = values.Rows[0];
        Assert.Equal(("layer1", "modularity", "weighted", 0.2, 0.4), (row.Layer, row.Measure, row.Variant, row.Final, row.Maximum));
        Assert.Equal(((0.5 * 0.2) + (1.5 * 0.3)) / 2, row.Mean!.Value, 12);
        Assert.Equal(new RunValues.Row("layer1", "louvain", "modularity", null, 1, 1), values.Rows[1]);
        Assert.Empty(RunValues.Of([], "xxh128:0").Rows);

        static Snapshot At(int number, double epoch, params (MeasureKey Key, double? Value)[] values) =>
            new(number, epoch, null, [.. values.Select(value => KeyValuePair.Create(value.Key, value.Value))], []);
    }

    [Fact]
    public void Tables_are_the_same_in_whatever_order_runs_finished()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(TwoByTwo);
        sweep.Prepare(Plan.Vocabulary);
        foreach (int number in (int[])[3, 8, 1, 2]) Finish(sweep, number);
        byte[][] some = Tables();
        Assert.Equal([1, 2, 3, 8], SweepResults.Of(sweep).Runs.Select(result => result.Run.Number));
        foreach (int number in (int[])[7, 4, 6, 5]) Finish(sweep, number);
        byte[][] all = Tables();
        Assert.NotEqual(some[0], all[0]);

        using SampleSweep other = new();
        SweepFolder again = other.Open(TwoByTwo);
        again.Prepare(Plan.Vocabulary);
        for (int number = 1; number <= 8; number++) Finish(again, number);
        SweepResults.Of(again).Write(again);
        Assert.Equal(all, [File.ReadAllBytes(other["sweep/results.csv"]), File.ReadAllBytes(other["sweep/results.parquet"])]);

        byte[][] Tables()
        {
            SweepResults.Of(sweep).Write(sweep);
            return [File.ReadAllBytes(sample["sweep/results.csv"]), File.ReadAllBytes(sample["sweep/results.parquet"])];
        }
    }

    [Fact]
    public void Both_tables_have_the_same_rows_with_a_column_for_each_axis()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(TwoByTwo + "\nreport = ['modularity weightedOverlap', 'accuracy']");
        sweep.Prepare(Plan.Vocabulary);
        for (int number = 1; number <= 8; number++) Finish(sweep, number);
        SweepResults.Of(sweep).Write(sweep);
        string csv = File.ReadAllText(sample["sweep/results.csv"]);
        Assert.StartsWith(
            "run,dropout,preset,seed,layer,measure,variant,final,maximum,mean,accuracy_train,accuracy_test\n"
            + "dropout=0.2_preset=a_seed=1,0.2,a,1,,accuracy,test,0.5,0.5,0.25,,0.5\n"
            + "dropout=0.2_preset=a_seed=1,0.2,a,1,layer1,modularity,weightedOverlap,0.125,0.5,,,0.5\n",
            csv,
            StringComparison.Ordinal);
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM '{sample["sweep/results.parquet"]}'";
        using DuckDBDataReader reader = command.ExecuteReader();
        Assert.Equal(typeof(double), reader.GetFieldType(1));
        Assert.Equal(typeof(string), reader.GetFieldType(2));
        List<string> lines = [string.Join(',', Enumerable.Range(0, reader.FieldCount).Select(reader.GetName))];
        while (reader.Read())
        {
            IEnumerable<int> columns = Enumerable.Range(0, reader.FieldCount);
            lines.Add(string.Join(',', columns.Select(column => reader.IsDBNull(column) ? "" : $"{reader.GetValue(column)}")));
        }
        Assert.Equal(csv, string.Concat(lines.Select(line => $"{line}\n")));
    }

    [Fact]
    public void Values_are_kept_until_the_run_changes()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open("");
        sweep.Prepare(Plan.Vocabulary);
        Finish(sweep, 1);
        Assert.Equal(0.5, Assert.Single(SweepResults.Of(sweep).Runs).Values.AccuracyTest);
        File.AppendAllText(sweep.ManifestPath(sweep.Plan.Run(1)), "\n");
        // The run itself has no snapshots.
        Assert.Null(Assert.Single(SweepResults.Of(sweep).Runs).Values.AccuracyTest);
        // Half a file, as a killed process leaves it, is made again.
        byte[] whole = File.ReadAllBytes(sweep.ValuesPath(sweep.Plan.Run(1)));
        File.WriteAllBytes(sweep.ValuesPath(sweep.Plan.Run(1)), whole[..20]);
        Assert.Null(Assert.Single(SweepResults.Of(sweep).Runs).Values.AccuracyTest);
        Assert.Equal(whole, File.ReadAllBytes(sweep.ValuesPath(sweep.Plan.Run(1))));
    }

    [Fact]
    public void Combinations_are_ranked_by_the_median_of_their_seeds()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open("[axes]\ndropout = [0, 0.1, 0.2]\n[sweep]\nseeds = 3");
        sweep.Prepare(Plan.Vocabulary);
        double[] test = [0.1, 0.5, 0.3, 0.2, 0.7, 0.3, 0.9, 0.6];
        for (int number = 1; number <= test.Length; number++) Finish(sweep, number, test[number - 1]);
        IReadOnlyList<CombinationRank> ranking = CombinationRank.Of(SweepResults.Of(sweep));
        Assert.Equal(["0.1", "0.2", "0"], [.. ranking.Select(rank => rank.Values[0].Text)]);
        Assert.Equal([3, 2, 3], ranking.Select(rank => rank.Seeds));
        Assert.Equal([0.6, 0.3, 0.2], ranking.Select(rank => rank.Test!.Value));
        Assert.Equal((0.5, 0.7), (ranking[0].Lowest!.Value, ranking[0].Highest!.Value));
    }

    // A run of nothing, whose values are kept as if it had some.
    private static void Finish(SweepFolder sweep, int number, double test = 0.5)
    {
        SampleSweep.Finish(sweep, number);
        RunValues nothing = RunValues.Of(sweep, sweep.Plan.Run(number));
        RunValues values = nothing with
        {
            AccuracyTest = test,
            Rows =
            [
                new(null, "accuracy", "test", test, test, test / 2), new("layer1", "modularity", "weightedOverlap", 0.125, 0.5, null),
                new("layer1", "modularity", "unweightedOverlap", 0.25, 0.5, null),
            ],
        };
        Json.Write(sweep.ValuesPath(sweep.Plan.Run(number)), values, Json.Options);
    }
}
