using Coterie.Activations;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Tests.Folder;

public class SnapshotRecorderTests
{
    private static readonly MemoryActivations Source = new([new Layer("layer", 2)], [[1, 0, 0, 1]], [0, 1], 2);

    [Fact]
    public void A_snapshot_that_is_not_later_than_the_last_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder["run"];
        using (RunWriter run = Sample.Open(path))
        {
            SnapshotRecorder recorder = new(new AnalysisSettings(), run);
            Record(recorder, 1);
            Record(recorder, 1.5);
            run.Become(RunStatus.Complete);
        }
        using RunWriter again = Sample.Open(path);
        SnapshotRecorder same = new(new AnalysisSettings(), again);
        InputException refused = Assert.Throws<InputException>(() => Record(same, 1));
        Assert.Contains("a snapshot of epoch 1.5 already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, RunReader.Open(path).ReadSnapshots().Count);
        Assert.Equal(3, Record(same, 2).Number);
    }

    private static Snapshot Record(SnapshotRecorder recorder, double epoch)
    {
        return recorder.Record(epoch, Accuracies.None, Source, cancellation: TestContext.Current.CancellationToken);
    }
}
