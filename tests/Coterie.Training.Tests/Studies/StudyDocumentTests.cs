using Coterie.Patterns;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

/// <summary><see cref="StudyDocument"/> reads what <see cref="StudySettings"/> write.</summary>
public class StudyDocumentTests
{
    [Fact]
    public void Every_setting_is_shown()
    {
        StudySettings settings = new()
        {
            Data = new DataSettings { Name = "flowers.zip", LabelNoise = 0.25, ImageSize = 32, SkipBadImages = true, Samples = 500 },
            Training = new TrainingSettings
            {
                Network = "cnn",
                Hidden = [40, 20],
                Dropout = 0.1,
                Optimizer = Optimizer.RmsProp2021,
                LearningRate = 1e-5,
                Batch = 7,
                FreshLabels = true,
            },
            Analysis = new AnalysisSettings { Top = 9, Representatives = RepresentativeRule.Selectivity, Bins = 11, Gamma = 4 },
            Epochs = 6,
            Snapshots = SnapshotSchedule.Parse("3+log:2")!,
        };

        StudyDocument shown = Of(settings.WithSeed(5), new RunEnvironment { Threads = 3, Device = "cuda:1" });

        Assert.Equal([40, 20], shown.Hidden);
        StudyDocument expected = new()
        {
            DataSet = "flowers.zip",
            LabelNoise = 0.25,
            FreshLabels = true,
            ImageSize = 32,
            SkipBadImages = true,
            Samples = 500,
            Network = "cnn",
            Hidden = shown.Hidden,
            Dropout = 0.1,
            Optimizer = "rmsProp2021",
            LearningRate = 1e-5,
            Batch = 7,
            Epochs = 6,
            Snapshots = SnapshotSchedule.Parse("3+log:2")!,
            Seed = 5,
            Top = 9,
            Representatives = RepresentativeRule.Selectivity,
            Bins = 11,
            Resolution = 0.25,
            Threads = 3,
            Device = "cuda:1",
        };
        Assert.Equal(expected, shown);
    }

    [Fact]
    public void The_widths_of_the_network_and_the_default_device_are_shown()
    {
        StudyDocument shown = Of(new StudySettings { Data = new DataSettings { Name = "glyphs", MixLabels = true } }, new RunEnvironment());

        Assert.True(shown.MixLabels);
        Assert.Equal([512, 512], shown.Hidden);
        Assert.Equal((new TrainingSettings().Device, Environment.ProcessorCount), (shown.Device, shown.Threads));
    }

    private static StudyDocument Of(StudySettings settings, RunEnvironment environment)
    {
        return StudyDocument.Of(new Study { Preset = "p", Settings = settings }.Identity, environment, "run.json");
    }
}
