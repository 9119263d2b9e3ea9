using Coterie.Tests.Shared;

namespace Coterie.Data.Tests.Dumps;

public sealed class AccuracyTableTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(path);
    }

    [Theory]
    [InlineData("epoch,running,evaluated,test_accuracy\n0,,0.5,0.25\n3,1,,0\n")]
    [InlineData("\uFEFFtest_accuracy,note,epoch,evaluated,running\r\n 0.25 , \"a, b\" ,0,5e-1,\r\n0,,3,,1\r\n")]
    public void Columns_may_be_in_any_order_and_blanks_are_unknown(string csv)
    {
        File.WriteAllText(path, csv);

        Assert.Equal([new(0, null, 0.5, 0.25), new(3, 1, null, 0)], AccuracyTable.Read(path));
    }

    [Fact]
    public void The_values_of_a_missing_column_are_unknown()
    {
        File.WriteAllText(path, "epoch,test_accuracy\n1,0.9391");

        Assert.Equal([new(1, null, null, 0.9391)], AccuracyTable.Read(path));
    }

    [Fact]
    public void The_table_of_a_real_training_run_is_read()
    {
        IReadOnlyList<EpochAccuracy> rows = AccuracyTable.Read(SharedData.Require("models/mlp/accuracy.csv"));

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], rows.Select(row => row.Epoch));
        Assert.Equal(new EpochAccuracy(6, null, null, 0.9764), rows[6]);
    }

    [Theory]
    [InlineData("", "line 1: found nothing")]
    [InlineData("1,0.5\n2,0.6\n", "line 1: found the columns 1, 0.5")]
    [InlineData("epoch,loss\n1,0.5\n", "line 1: found the columns epoch, loss")]
    [InlineData("running\n0.5\n", "line 1: found the columns running")]
    [InlineData("epoch,running,running\n1,0.5,0.5\n", "line 1: found two columns 'running'")]
    [InlineData("epoch,running\n", "line 2: found no epochs")]
    [InlineData("epoch,running\n1,0.5\n1.5,0.5\n", "line 3: found the epoch '1.5'")]
    [InlineData("epoch,running\n-1,0.5\n", "line 2: found the epoch '-1'")]
    [InlineData("epoch,running\n,0.5\n", "line 2: found the epoch ''")]
    [InlineData("epoch,running\n1,0.5\n\n1,0.6\n", "line 4: found epoch 1 again")]
    [InlineData("epoch,running\n1,97.6\n", "line 2: found '97.6' as running")]
    [InlineData("epoch,running\n1,NaN\n", "line 2: found 'NaN' as running")]
    [InlineData("epoch,running\n1,x\u001b[31m\n", "line 2: found 'x?[31m' as running")]
    [InlineData("epoch,running\n1,0.5\n2\n", "line 3: found quotes that do not match, or more or fewer values")]
    [InlineData("epoch,running\n1,0.5,3\n", "line 2: found quotes that do not match, or more or fewer values")]
    [InlineData("epoch,running\n1,\"0.5\n", "line 2: found quotes that do not match, or more or fewer values")]
    public void An_error_is_reported_with_its_line(string csv, string expected)
    {
        File.WriteAllText(path, csv);

        string message = Assert.Throws<InputException>(() => AccuracyTable.Read(path)).Message;

        Assert.StartsWith($"{path}: {expected}", message, StringComparison.Ordinal);
        Assert.Contains("; expected ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_missing_file_and_a_file_that_is_no_table_are_refused()
    {
        InputException missing = Assert.Throws<InputException>(() => AccuracyTable.Read(path + ".missing"));
        Assert.Contains("no such file", missing.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => AccuracyTable.Read(Path.GetTempPath()));
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 5000).Select(k => (byte)(k * 37))]);
        Assert.Throws<InputException>(() => AccuracyTable.Read(path));
    }
}
