using Coterie.Data;
using Coterie.Training.Studies;

namespace Coterie.Paper.Tests;

public class StudiesTests
{
    [Fact]
    public void Every_study_of_the_paper_is_a_preset()
    {
        string[] presets = [.. Preset.All.Select(preset => preset.Name).Where(name => name != Glyphs.Name)];
        string[] studies = [.. PaperFigures.Studies.Select(study => study.Study)];
        Assert.Equal(presets, studies);
        foreach (PublishedStudy study in PaperFigures.Studies)
        {
            StudySettings settings = Preset.Find(study.Study).Settings;
            Assert.Equal(study.Hidden, settings.Training.HiddenWidths());
            Assert.Equal((study.Epochs, study.Snapshots), (settings.Epochs, settings.Snapshots));
        }
        Assert.NotNull(Preset.Find("cifar10").Reason);
        Assert.Null(Preset.Find("mnist").Reason);
    }
}
