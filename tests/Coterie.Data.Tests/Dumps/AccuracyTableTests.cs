using System.Security.Cryptography;
using System.Text;
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

        Assert.Equal([new(0, null, 0.5, 0.25), new(3, 1, null, 0)], AccuracyTable.Read(path).Rows);
        Assert.Empty(AccuracyTable.Read(path).Notes);
    }

    [Fact]
    public void The_values_of_a_missing_column_are_unknown()
    {
        File.WriteAllText(path, "epoch,test_accuracy\n1,0.9391");

        Assert.Equal([new(1, null, null, 0.9391)], AccuracyTable.Read(path).Rows);
    }

    [Fact]
    public void The_table_of_a_real_training_run_is_read()
    {
        IReadOnlyList<EpochAccuracy> rows = AccuracyTable.Read(SharedData.Require("models/mlp/accuracy.csv")).Rows;

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
    [InlineData("epoch,running\n1,197.6\n", "line 2: found '197.6' as running")]
    [InlineData("epoch,running\n1,inf\n", "line 2: found 'inf' as running")]
    [InlineData("epoch,running\n1,2\n", "line 2: found '2' as running")]
    [InlineData("epoch,running\n1,-0.5\n", "line 2: found '-0.5' as running")]
    [InlineData("epoch,running\n1,0.5\n2,55\n", "line 2: found '0.5' as running among percent")]
    [InlineData("epoch,running\n1,50%\n2,55\n", "line 3: found '55' as running among percent")]
    [InlineData("epoch,running\n1,x\u001b[31m\n", "line 2: found 'x\\u001b[31m' as running")]
    [InlineData("epoch,acc,train_acc\n1,0.5,0.5\n", "line 1: found the columns acc and train_acc, which mean the same")]
    [InlineData("epoch,val_acc,valid_accuracy\n1,0.5,0.5\n", "line 1: found the columns val_acc and valid_accuracy")]
    [InlineData("epoch,train_loss,val_loss,lr\n1,2,3,4\n", "line 1: found the columns epoch, train_loss, val_loss, lr")]
    [InlineData("accuracy,loss\n0.5,1\n", "line 1: found the columns accuracy, loss")]
    [InlineData("sep=;\nepoch;running\n1;x\n", "line 3: found 'x' as running")]
    [InlineData(",running\na,0.5\n", "line 2: found the epoch 'a'")]
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

    // Tables as tools write them: each gives these accuracies.
    [Theory]
    [InlineData("epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,1.2,0.25,1.3\n1,0.75,1,0.5,1.1\n")]
    [InlineData("epoch;accuracy;val_accuracy\r\n0;0,5;0,25\r\n1;0,75;0,5\r\n;;\r\n")]
    [InlineData("sep=;\r\nepoch;accuracy;val_accuracy\r\n0;0,5;0,25\r\n1;0,75;0,5\r\n")]
    [InlineData("Epoch\tTrain Acc\tVal Acc\n0\t0.5\t0.25\n1\t0.75\t0.5\n")]
    [InlineData("epoch,\"accuracy\",\"val_accuracy\"\r0,\"0,5\",\"0,25\"\r1,\"0,75\",\"0,5\"\r")]
    [InlineData(",accuracy,loss,val_accuracy\n0,0.5,9,0.25\n1,0.75,9,0.5\n")]
    [InlineData("Unnamed: 0,acc,val_acc\n0,0.5,0.25\n1,0.75,0.5\n")]
    [InlineData(",Epoch,train_accuracy,test_accuracy\n7,0.0,0.5,0.25\n8,1.0,0.75,0.5\n")]
    [InlineData("epoch,step,train_acc,val_acc\n0,10,,0.25\n0,10,0.5,\n1,20,,0.5\n1,20,0.75,\n")]
    [InlineData("epoch,lr,train_acc_epoch,train_acc_step,val_acc\n,0.1,,,\n0,,,0.1,\n0,,,,0.25\n0,,0.5,,\n1,,0.75,,0.5\n")]
    [InlineData("epoch,step,test_acc,train_acc,val_acc\n0,9,,0.5,0.25\n1,19,,0.75,0.5\n2,20,0.4,,\n")]
    [InlineData("epoch,running,test_accuracy\n0,50,25\n1,75.0,50\n")]
    [InlineData("epoch,Accuracy (%),Test Accuracy [%]\n0,50,25\n1,75.0,50\n")]
    [InlineData("epoch,top1,val_top1\n0,50%,25 %\n1,75%,50 %\n")]
    [InlineData("EPOCH,ACC,VAL_ACC,note\n0,5e-1,.25,\"a, b\"\n1,0.75,0.5,c\n")]
    [InlineData("epoch,sparse_categorical_accuracy,val_sparse_categorical_accuracy\n0,0.5,0.25\n1,0.75,0.5\n")]
    [InlineData("# epoch,train/accuracy,valid/accuracy\n0.000e+00,0.5,0.25\n1.000e+00,0.75,0.5\n")]
    [InlineData("epoch,training_accuracy,eval_accuracy\n0,0.5,0.25\n1,0.75,0.5\n1,0.75,0.50\n")]
    public void Tables_of_common_tools_are_read(string csv)
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode])
        {
            File.WriteAllText(path, csv, encoding);
            AccuracyTable table = AccuracyTable.Read(path);

            Assert.Equal([new(0, 0.5, null, 0.25), new(1, 0.75, null, 0.5)], table.Rows);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), table.Sha256);
        }
    }

    [Theory]
    [InlineData("epoch,running\n1,nan\n2,0.5\n", null)]
    [InlineData("epoch,running\n1,NaN\n2,0.5\n", null)]
    [InlineData("epoch,running\n1,None\n2,0.5\n", null)]
    [InlineData("epoch,running\n1,#N/A\n2,0.5\n", null)]
    [InlineData("epoch,running\n1,0\n2,50\n", 0.0)]
    [InlineData("epoch,running\n1,1.0000001\n2,0.5\n", 1.0)]
    public void Missing_values_and_ends_of_the_scale(string csv, double? first)
    {
        File.WriteAllText(path, csv);

        Assert.Equal([new(1, first, null, null), new(2, 0.5, null, null)], AccuracyTable.Read(path).Rows);
    }

    [Theory]
    [InlineData("epoch,running\n1,50\n", "running: read as percent")]
    [InlineData("epoch,acc\n1,0.5\n", "acc is taken as running accuracy")]
    [InlineData("epoch,val_acc\n1,0.5\n", "val_acc is taken as test accuracy")]
    [InlineData(",running\n1,0.5\n", "its first column, which has no name, is taken for the epoch")]
    [InlineData("epoch,val_acc,test_acc\n1,0.5,0.4\n", "val_acc is left out, as test_acc is there too")]
    [InlineData("step,running\n1,0.5\n", "its lines are numbered by step")]
    public void What_is_in_doubt_is_said(string csv, string expected)
    {
        File.WriteAllText(path, csv);

        Assert.Contains(AccuracyTable.Read(path).Notes, note => note.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_can_be_numbered_by_step()
    {
        File.WriteAllText(path, "epoch,step,val_acc\n0,100,0.5\n0,200,0.6\n");

        Assert.Equal([new(100, null, null, 0.5), new(200, null, null, 0.6)], AccuracyTable.Read(path, bySteps: true).Rows);
        Assert.Throws<InputException>(() => AccuracyTable.Read(path));
    }

    [Fact]
    public void A_long_table_is_read_line_by_line()
    {
        File.WriteAllText(path, $"epoch,running\n{string.Concat(Enumerable.Range(0, 200_000).Select(k => $"{k},0.5\n"))}");

        Assert.Equal(200_000, AccuracyTable.Read(path).Rows.Count);
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
