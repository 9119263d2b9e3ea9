using Coterie.Runs.Dumps;

namespace Coterie.Runs.Tests.Dumps;

public class DumpEpochsTests
{
    private const string Table = "epoch,test_accuracy\n0,0.1\n1,0.5\n6,0.9\n";

    [Fact]
    public void The_last_number_in_a_name_is_the_epoch()
    {
        Assert.Equal([1, 6], Epochs(["run2/mlp3-epoch-01.npz", "run2/mlp3-epoch-06.npz"]));
        Assert.Equal([12, 3], Epochs(["a12b.npz", "a3b.npz"]));
    }

    [Fact]
    public void Dumps_are_counted_if_their_names_lack_different_epochs()
    {
        Assert.Equal([1, 2], Epochs(["first.npz", "epoch-9.npz"]));
        Assert.Equal([1, 2], Epochs(["a/epoch-1.npz", "b/epoch-1.npz"]));
        Assert.Equal([1], Epochs(["epoch-99999999999999999999.npz"]));
    }

    [Fact]
    public void Accuracies_are_found_by_epoch()
    {
        Assert.Equal([(6, 0.9), (1, 0.5)], Accuracies(["e6.npz", "e1.npz"], Table));
    }

    [Fact]
    public void A_table_with_a_line_for_each_dump_is_matched_in_order()
    {
        Assert.Equal([(0, 0.1), (1, 0.5), (6, 0.9)], Accuracies(["a.npz", "b.npz", "c.npz"], Table));
        Assert.Equal([(0, 0.1), (1, 0.5), (6, 0.9)], Accuracies(["e1.npz", "e2.npz", "e3.npz"], Table));
    }

    [Fact]
    public void A_table_of_other_epochs_is_refused()
    {
        InputException thrown = Assert.Throws<InputException>(() => Accuracies(["e1.npz", "e2.npz"], Table));
        Assert.Contains("accuracy.csv: found 3 epochs, expected one for each of 2 dumps", thrown.Message, StringComparison.Ordinal);
    }

    private static int[] Epochs(string[] files) => [.. DumpEpochs.Match(files, null).Select(found => found.Epoch)];

    private static (int, double?)[] Accuracies(string[] files, string table)
    {
        using TemporaryFolder folder = new();
        return [.. DumpEpochs.Match(files, folder.Write("accuracy.csv", table)).Select(found => (found.Epoch, found.Accuracy.Test))];
    }
}
