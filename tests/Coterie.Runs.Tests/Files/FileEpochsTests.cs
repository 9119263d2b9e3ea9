using System.Security.Cryptography;
using Coterie.Runs.Files;

namespace Coterie.Runs.Tests.Files;

public class FileEpochsTests
{
    [Theory]
    [InlineData("1 6", "run2/mlp3-epoch-01.npz", "run2/mlp3-epoch-06.npz")]
    [InlineData("1 2 10", "epoch-1.npz", "epoch-2.npz", "epoch-10.npz")]
    [InlineData("3 12", "a12b.npz", "a3b.npz")]
    [InlineData("1 2", "epoch1_seed1.npz", "epoch2_seed2.npz")]
    [InlineData("1 2", "epoch=1-step=100-val_acc=0.52.npz", "epoch=2-step=200-val_acc=0.61.npz")]
    [InlineData("1 2 10", "acts.01-1.44.npz", "acts.02-1.30.npz", "acts.10-0.97.npz")]
    [InlineData("1 2", "e1.npz", "E2.npz")]
    [InlineData("1 2", "mlp_ep1.npz", "mlp_ep02.npz")]
    [InlineData("1 2", "myEpoch1.npz", "myEpoch2.npz")]
    [InlineData("100 200", "global_step100.npz", "global_step200.npz")]
    [InlineData("100 200", "epoch=0-step=100.npz", "epoch=0-step=200.npz")]
    [InlineData("100 200 469", "epoch=0-step=100.npz", "epoch=0-step=200.npz", "epoch=1-step=469.npz")]
    [InlineData("3 4", "lr1e-3_epoch4.npz", "lr1e-5_epoch3.npz")]
    [InlineData("3 4", "lr1e-3_4.npz", "lr1e-5_3.npz")]
    [InlineData("3 7", "epoch_3/acts.npz", "epoch_7/acts.npz")]
    [InlineData("3 7", "run/epoch_3/rank0/acts.npz", "run/epoch_7/rank0/acts.npz")]
    [InlineData("1 2", "0001/acts.npz", "0002/acts.npz")]
    [InlineData("5 6", "20240101_5.npz", "20240102_6.npz")]
    [InlineData("5 6", "2024-01-01_12-30-59_5.npz", "2024-01-02_08-01-00_6.npz")]
    [InlineData("5 6", "20240101-123059-5.npz", "20240102-080100-6.npz")]
    [InlineData("5 6", "run_1700000000_5.npz", "run_1700009999_6.npz")]
    [InlineData("1 2", "epoch20_sample1.npz", "epoch20_sample2.npz")]
    [InlineData("2 3", "vgg16-2.npz", "vgg16-3.npz")]
    [InlineData("1 2 3", "model1_final.npz", "model_2.npz", "model3.npz")]
    [InlineData("5", "acts5.npz")]
    [InlineData("7", "epoch_7/acts.npz")]
    [InlineData("7", "seed3_epoch7_v2.npz")]
    [InlineData("1", "d.npz")]
    [InlineData("1", "epoch-99999999999999999999.npz")]
    [InlineData("1 2", "first.npz", "last.npz")]
    [InlineData("1 2", "acts-20240102.npz", "acts-20240101.npz")]
    [InlineData("1 2", "acts-0.5.npz", "acts-0.25.npz")]
    [InlineData("1 2", "seed2.npz", "seed1.npz")]
    [InlineData("1 2", "a1_b3.npz", "a2_b4.npz")]
    public void Names_tell_epochs(string epochs, params string[] files)
    {
        Assert.Equal(epochs, string.Join(' ', FileEpochs.Match(files, null).Matched.Select(file => file.Epoch)));
    }

    [Fact]
    public void Dumps_are_sorted_by_epoch()
    {
        FileEpochs found = FileEpochs.Match(["e1.npz", "e10.npz", "e2.npz"], null);
        Assert.Equal(["e1.npz", "e2.npz", "e10.npz"], [.. found.Matched.Select(dump => dump.File)]);
    }

    [Theory]
    [InlineData("a/epoch-1.npz and b/epoch-1.npz: found epoch 1 in both", "a/epoch-1.npz", "b/epoch-1.npz")]
    [InlineData("run1/epoch-1.npz and run2/epoch-1.npz: found epoch 1 in both", "run1/epoch-1.npz", "run2/epoch-1.npz")]
    [InlineData("e1.npz and e1.npz: found epoch 1 in both", "e1.npz", "e1.npz")]
    [InlineData("epoch5_seed1.npz and epoch5_seed2.npz: found epoch 5 in both", "epoch5_seed1.npz", "epoch5_seed2.npz")]
    [InlineData("epoch-2.npz and epoch-02.npz: found epoch 2 in both", "epoch-1.npz", "epoch-2.npz", "epoch-02.npz")]
    [InlineData("epoch-1.npz is numbered 1 by its name, but untrained.npz has no such number", "untrained.npz", "epoch-1.npz")]
    [InlineData("but step-100.npz is numbered 100 otherwise: epochs and steps are mixed", "epoch-1.npz", "epoch-2.npz", "step-100.npz")]
    public void Names_that_contradict_are_refused(string message, params string[] files)
    {
        Assert.Contains(message, Assert.Throws<InputException>(() => FileEpochs.Match(files, null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 1", "0 1 6", "1:0.1 6:0.6")]
    [InlineData("1 2 3", "0 1 2", "1:0 2:0.1 3:0.2")]
    [InlineData("0 1 2", "1 2 3", "0:0.1 1:0.2 2:0.3")]
    [InlineData("5 10 20", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19", "5:0.4 10:0.9 20:1.9")]
    [InlineData("5 10", "1 2 3 4 5 6 7 8 9 10", "5:0.5 10:1")]
    public void Accuracies_are_found_by_epoch(string dumps, string table, string expected)
    {
        using TemporaryFolder folder = new();
        // The accuracy tells the epoch of the line: a hundredth of ten times it.
        string csv = $"epoch,running\n{string.Concat(table.Split(' ').Select(epoch => $"{epoch},{0.01 * int.Parse(epoch)}\n"))}";
        string[] files = [.. dumps.Split(' ').Select(epoch => $"epoch-{epoch}.npz")];
        FileEpochs found = FileEpochs.Match(files, folder.Write("accuracy.csv", csv));

        Assert.Equal(
            expected, string.Join(' ', found.Matched.Select(dump => $"{dump.Epoch}:{Math.Round(10 * dump.Accuracy.Running!.Value, 9)}")));
    }

    [Theory]
    [InlineData("e2.npz e3.npz e4.npz", "6 7 8", "tried e2.npz with epoch 2 (not there), e3.npz with epoch 3 (not there)")]
    [InlineData("e1.npz e2.npz e3.npz", "0 1 6", "e1.npz with epoch 1, e2.npz with epoch 2 (not there)")]
    [InlineData("e2.npz e4.npz", "1 3 5", "one earlier and one later fit alike")]
    [InlineData("e0.npz e1.npz e2.npz e3.npz", "0 1 2", "e3.npz with epoch 3 (not there)")]
    [InlineData("a.npz b.npz", "0 1 6", "found 3 epochs for 2 files")]
    [InlineData("a1_b3.npz a2_b4.npz", "1 2", "cannot be told (a1_b3.npz, a2_b4.npz)")]
    [InlineData("seed1.npz seed2.npz", "1 2", "cannot be told")]
    [InlineData("acts-20240101.npz acts-20240102.npz", "1 2", "cannot be told")]
    [InlineData("acts-1.5.npz acts-0.5.npz", "1 2", "cannot be told")]
    [InlineData("mnist2_v3.npz", "1", "cannot be told")]
    [InlineData("acts5.npz", "1", "acts5.npz with epoch 5 (not there)")]
    [InlineData("a.npz b.npz", "2 1", "found epoch 1 after 2")]
    public void Names_and_table_must_agree(string files, string table, string expected)
    {
        InputException thrown = Assert.Throws<InputException>(() => Match(files, table));
        Assert.Contains("accuracy.csv: found ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("--epochs", thrown.Message + (files == "a.npz b.npz" ? "--epochs" : ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.npz b.npz c.npz", "0 1 6", "names tell no epochs: paired with the lines of ")]
    [InlineData("e1.npz e2.npz", "0 1", "counts epochs one lower than the files: epoch 1 has the accuracy of its epoch 0")]
    [InlineData("e0.npz e1.npz", "1 2", "counts epochs one higher than the files")]
    [InlineData("e5.npz e10.npz", "0 1 2 3 4 5 6 7 8 9 10 11", "if the files count from 1, state --epochs 4,9")]
    [InlineData("acts1.npz acts2.npz", "1 2", "the number in which the files' names differ: acts1.npz is 1, acts2.npz is 2")]
    [InlineData("acts2.npz", "1 2", "the only number in its name: acts2.npz is 2")]
    [InlineData("step1.npz step2.npz", "1 2", "numbered by training step, not by epoch: step1.npz is 1")]
    public void A_pairing_in_doubt_is_said(string files, string table, string expected)
    {
        Assert.Contains(Match(files, table).Notes, note => note.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_pairing_needs_no_words()
    {
        Assert.Empty(Match("e1.npz e2.npz", "1 2").Notes);
        Assert.Empty(Match("e1.npz e6.npz", "0 1 2 3 4 5 6").Notes);
        Assert.Empty(FileEpochs.Match(["d.npz"], null).Notes);
        string note = Assert.Single(FileEpochs.Match(["b.npz", "a.npz"], null).Notes);
        Assert.Contains("counted in the order given", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_in_names_are_found_in_a_column_of_steps()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("metrics.csv", "epoch,step,val_acc\n0,99,0.5\n0,199,0.6\n1,299,0.7\n");
        FileEpochs found = FileEpochs.Match(["step=100.npz", "step=300.npz"], table);

        Assert.Equal([(100, 0.5), (300, 0.7)], found.Matched.Select(dump => (dump.Epoch, dump.Accuracy.Test!.Value)));
    }

    [Fact]
    public void Epochs_can_be_stated()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("accuracy.csv", "epoch,running\n1,0.1\n2,0.2\n5,0.5\n");
        FileEpochs found = FileEpochs.Match(["late7.npz", "epoch-9.npz", "first.npz"], table, [5, 2, 1]);

        Assert.Equal(["first.npz", "epoch-9.npz", "late7.npz"], [.. found.Matched.Select(dump => dump.File)]);
        Assert.Equal([0.1, 0.2, 0.5], found.Matched.Select(dump => dump.Accuracy.Running!.Value));
        Assert.Contains("epoch-9.npz is 2", Assert.Single(found.Notes), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => FileEpochs.Match(["a.npz", "b.npz"], null, [1]));
        Assert.Throws<InputException>(() => FileEpochs.Match(["a.npz", "b.npz"], null, [1, 1]));
    }

    [Fact]
    public void The_tables_hash_is_that_of_what_was_read()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("accuracy.csv", "epoch,running\n1,0.1\n");

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(table))), FileEpochs.Match(["e1.npz"], table).AccuracySha256);
    }

    private static FileEpochs Match(string files, string table)
    {
        using TemporaryFolder folder = new();
        string lines = string.Concat(table.Split(' ').Select(epoch => $"{epoch},0.5\n"));
        return FileEpochs.Match(files.Split(' '), folder.Write("accuracy.csv", $"epoch,running\n{lines}"));
    }
}
