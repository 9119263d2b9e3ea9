using Coterie.Data;
using Coterie.Runs.Paper;
using Coterie.Runs.Studies;
using CsCheck;

namespace Coterie.Runs.Tests.Studies;

public class StudySettingsTests
{
    [Fact]
    public void SnapshotsAreEvenlySpacedAndEndWithTheLastEpoch()
    {
        Gen.Int[1, 500].SelectMany(epochs => Gen.Int[1, epochs].Select(snapshots => (epochs, snapshots))).Sample((epochs, snapshots) =>
        {
            IReadOnlyList<int> taken = new StudySettings { DataSet = "glyphs", Epochs = epochs, Snapshots = snapshots }.SnapshotEpochs();
            Assert.Equal(snapshots, taken.Count);
            Assert.Equal(epochs, taken[^1]);
            int[] gaps = [.. taken.Select((epoch, k) => epoch - (k == 0 ? 0 : taken[k - 1]))];
            Assert.All(gaps, gap => Assert.InRange(gap, epochs / snapshots, (epochs / snapshots) + 1));
        });
    }

    [Theory]
    [InlineData("mnist", false)]
    [InlineData("fashion-mnist", false)]
    [InlineData("mnist-mixed", true)]
    [InlineData("fashion-mnist-mixed", true)]
    [InlineData("glyphs", false)]
    public void PresetsAreThePapers(string name, bool mixed)
    {
        StudySettings settings = Preset.Find(name).Settings;
        Assert.Equal(mixed, settings.MixLabels);
        Assert.Equal(mixed ? name[..^"-mixed".Length] : name, settings.DataSet);
        Assert.Equal(settings with { Hidden = settings.Hidden }, new StudySettings { DataSet = settings.DataSet, MixLabels = mixed, Hidden = settings.Hidden });
        Assert.Equal([512, 512], settings.Hidden);
        Assert.Equal((20, 20, 128, 0.2, 0.001), (settings.Epochs, settings.Snapshots, settings.Batch, settings.Dropout, settings.LearningRate));
    }

    [Fact]
    public void EveryStudyOfThePaperIsAPreset()
    {
        string[] presets = [.. Preset.All.Select(preset => preset.Name).Where(name => name != Glyphs.Name)];
        string[] studies = [.. PaperFigures.Studies.Select(study => study.Study)];
        Assert.Equal(presets, studies);
        foreach (PublishedStudy study in PaperFigures.Studies)
        {
            StudySettings settings = Preset.Find(study.Study).Settings;
            Assert.Equal(study.Hidden, settings.Hidden);
            Assert.Equal((study.Epochs, study.Snapshots), (settings.Epochs, settings.Snapshots));
        }
        Assert.NotNull(Preset.Find("cifar10").Reason);
        Assert.Null(Preset.Find("mnist").Reason);
    }

    [Fact]
    public void GlyphsNeedNoNaming()
    {
        Assert.Equal("glyphs", Preset.Default.Name);
        InputException thrown = Assert.Throws<InputException>(() => Preset.Find("MNIST"));
        Assert.Contains("fashion-mnist-mixed", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FewerSamplesKeepATestOfEveryClass()
    {
        // The test split's last class comes late: a sixth of the training samples would miss it.
        DataSet data = Images([.. Enumerable.Range(0, 60).Select(i => i % 3)], [0, 1, 0, 1, 0, 1, 0, 2, 0, 1, 2, 2]);
        StudySettings settings = new() { DataSet = "any", Samples = 12 };
        Assert.Equal((12, 8), Sizes(Study.Prepare(data, settings)));
        Assert.Equal((54, 9), Sizes(Study.Prepare(data, settings with { Samples = 54 })));
        Assert.Equal((60, 10), Sizes(Study.Prepare(data, settings with { Samples = 60 })));
        Assert.Equal((60, 12), Sizes(Study.Prepare(data, settings with { Samples = null })));
        Assert.Throws<InputException>(() => Study.Prepare(data, settings with { Samples = 61 }));
        Assert.Throws<InputException>(() => Study.Prepare(data, settings with { Samples = 2 }));
    }

    private static (int Train, int Test) Sizes(DataSet data) => (data.Train.Count, data.Test.Count);

    private static DataSet Images(int[] train, int[] test)
    {
        return new DataSet("any", ["a", "b", "c"], Split(train), Split(test));

        static ImageSet Split(int[] labels) => new(new byte[labels.Length], labels, 1, 1);
    }
}
