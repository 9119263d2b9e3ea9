using Coterie.Patterns;
using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

public class StudySettingsTests
{
    [Fact]
    public void The_preset_of_the_glyphs_is_small_enough_to_show_how_communities_form()
    {
        Preset preset = Preset.Find("glyphs");
        Assert.Equal(Preset.Default, preset);
        Assert.Equal((4000, 20, 0.0005), (preset.Settings.Data.Samples, preset.Settings.Epochs, preset.Settings.Training.LearningRate));
        Assert.Equal([256, 128], preset.Settings.Training.HiddenWidths());
        Assert.Equal("10+log:10", $"{preset.Settings.Snapshots}");
        preset.Settings.Validate();
    }

    [Theory]
    [InlineData("mnist", false)]
    [InlineData("fashion-mnist", false)]
    [InlineData("mnist-mixed", true)]
    [InlineData("fashion-mnist-mixed", true)]
    public void Presets_are_the_papers(string name, bool mixed)
    {
        StudySettings settings = Preset.Find(name).Settings;
        Assert.Equal(mixed, settings.Data.MixLabels);
        Assert.Equal(mixed ? name[..^"-mixed".Length] : name, settings.Data.Name);
        Assert.Equal(new TrainingSettings(), settings.Training);
        // The paper has the same S in every layer; the glyphs are not its.
        Assert.Equal(new AnalysisSettings { Top = name == "glyphs" ? TopCount.Auto : 50 }, settings.Analysis);
        Assert.Equal([512, 512], settings.Training.HiddenWidths());
        Assert.Equal(
            (20, 20, 128, 0.2, 0.001),
            (settings.Epochs, settings.Snapshots.Epochs,
                settings.Training.Batch, settings.Training.Dropout, settings.Training.LearningRate));
    }

    [Fact]
    public void The_S_of_a_preset_is_for_its_own_network()
    {
        Preset mnist = Preset.Find("mnist");
        Assert.Equal(50, mnist.AnalysisOf(mnist.Settings.Training).Top);
        Assert.Equal(50, mnist.AnalysisOf(mnist.Settings.Training with { Hidden = [512, 512], Dropout = 0.5 }).Top);
        Assert.Equal(TopCount.Auto, mnist.AnalysisOf(mnist.Settings.Training with { Hidden = [64, 32] }).Top);
        Assert.Equal(TopCount.Auto, mnist.AnalysisOf(new TrainingSettings { Network = "cnn" }).Top);
        Assert.Equal(50, Preset.Find("cifar10").Settings.Analysis.Top);
        Assert.Equal(50, Preset.Find("plantvillage").Settings.Analysis.Top);
    }

    [Fact]
    public void What_is_not_the_default_alone_is_written()
    {
        StudySettings settings = Preset.Find("glyphs").Settings;
        Assert.DoesNotContain("representatives", Text(settings), StringComparison.Ordinal);
        Assert.DoesNotContain("labelNoise", Text(settings), StringComparison.Ordinal);
        Assert.DoesNotContain("freshLabels", Text(settings), StringComparison.Ordinal);
        Assert.Contains("\"top\":\"auto\"", Text(settings), StringComparison.Ordinal);
        Assert.Contains(
            "\"representatives\":\"selectivity\"",
            Text(settings with { Analysis = settings.Analysis with { Representatives = RepresentativeRule.Selectivity } }),
            StringComparison.Ordinal);

        static string Text(StudySettings settings) => new Study { Preset = "p", Settings = settings }.Identity.Settings.GetRawText();
    }

    [Fact]
    public void Glyphs_are_the_default_preset()
    {
        Assert.Equal("glyphs", Preset.Default.Name);
        InputException thrown = Assert.Throws<InputException>(() => Preset.Find("MNIST"));
        Assert.Contains("fashion-mnist-mixed", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_seed_sets_all_seeds()
    {
        StudySettings settings = Of("glyphs").WithSeed(7);
        Assert.Equal((7, 7, 7, 7), (settings.Seed, settings.Data.Seed, settings.Training.Seed, settings.Analysis.Seed));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Refuses("found 4", Of("glyphs") with { Epochs = 3, Snapshots = 4 });
        Refuses("epochs: found 0", Of("glyphs") with { Epochs = 0 });
        Refuses("samples: found 0", new StudySettings { Data = new DataSettings { Name = "glyphs", Samples = 0 } });
        Refuses("network: found 'rnn'", Of("glyphs") with { Training = new TrainingSettings { Network = "rnn" } });
        Refuses("data set: found no name", Of(""));

        static void Refuses(string message, StudySettings settings)
        {
            Assert.Contains(message, Assert.Throws<InputException>(settings.Validate).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_environment_does_not_identify_a_study()
    {
        Study study = new() { Preset = "glyphs", Settings = Of("glyphs") };
        Study elsewhere = study with
        {
            Settings = study.Settings with
            {
                Training = study.Settings.Training with { Device = "cuda:1" },
                Analysis = study.Settings.Analysis with { Threads = 17, Memory = 1 << 30 },
            },
        };

        elsewhere.Identity.RequireSame(study.Identity, "run.json");
        string settings = study.Identity.Settings.GetRawText();
        foreach (string name in (string[])["threads", "memory", "device"])
        {
            Assert.DoesNotContain(name, settings, StringComparison.OrdinalIgnoreCase);
        }
        // The network's own widths are written out.
        Assert.Contains("\"hidden\":[512,512]", settings, StringComparison.Ordinal);
    }

    private static StudySettings Of(string data) => new() { Data = new DataSettings { Name = data } };
}
