using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Results;
using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

/// <summary>A small study of real digits beside its null models.</summary>
public class NullModelTests
{
    [Fact]
    public async Task On_real_digits_Q_is_that_of_the_lists_and_random_lists_score_as_high()
    {
        string data = SharedData.Require("data/mnist");
        using TemporaryFolder folder = new();
        Study study = new()
        {
            Preset = "mnist",
            Settings = new StudySettings
            {
                Data = new DataSettings { Name = "mnist", Samples = 3000 },
                Training = new TrainingSettings { Hidden = [256, 128] },
                Epochs = 2,
                Snapshots = 2,
            },
        };
        DataSet images = await StudyData.LoadAsync(study.Settings, data, cancellation: TestContext.Current.CancellationToken);

        RunResults results = study.Run(images, folder["run"], cancellation: TestContext.Current.CancellationToken);

        Snapshot trained = results.Snapshots[^1];
        Assert.InRange(trained.Accuracy.Test!.Value, 0.7, 1);
        foreach (LayerStructure layer in trained.Layers)
        {
            double unweighted = Of("modularity", "unweightedOverlap"), weighted = Of("modularity", "weightedOverlap");
            Assert.Equal(unweighted, Of("listOnly", "unweightedOverlap"), 0.01);
            Assert.InRange(Of("randomLists", "unweightedOverlap"), unweighted - 0.01, 0.5);
            Assert.InRange(Of("randomLists", "weightedOverlap"), weighted - 0.01, 0.5);
            // The lists are not chance: labels that say nothing leave no Q.
            Assert.InRange(Of("permutedLabels", "weightedOverlap"), -0.05, weighted / 2);

            double Of(string measure, string variant) => trained.OfLayer(layer.Name, measure, variant)!.Value;
        }
    }
}
