using Coterie.Runs.Folder;
using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

/// <summary>The run of the first version of format 2, see <c>Coterie.Runs.Tests</c>, as a study that goes on.</summary>
public class FormatTwoTests
{
    private static RunReader Run => RunReader.Open(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2"));

    [Fact]
    public void A_study_of_format_2_is_known_by_its_settings()
    {
        StudySettings settings = Study.Of(Run)!.Settings;
        Assert.Equal(("glyphs", 120, 7), (settings.Data.Name, settings.Data.Samples, settings.Data.Seed));
        Assert.Equal([16, 12], settings.Training.Hidden!);
        Assert.Equal((4, 8, 2.0), (settings.Analysis.Top.Count!.Value, settings.Analysis.Bins, settings.Analysis.Gamma));
        Assert.Equal((2, 2), (settings.Epochs, settings.Snapshots.Epochs));
    }

    [Fact]
    public void A_run_of_format_2_is_the_run_of_the_same_explicit_settings()
    {
        Study study = Study.Of(Run)!;
        Run.Manifest.Identity.RequireSame(study.Identity, "run.json");

        string other = Refusal(study, TopCount.Auto);
        Assert.Equal(
            "run.json: found a run with analysis.top 4, expected \"auto\"; use the same settings to go on, or another --out", other);
    }

    [Fact]
    public void A_run_with_the_former_default_says_how_to_go_on()
    {
        Study study = Study.Of(Run)!;
        Study former = study with { Settings = study.Settings with { Analysis = study.Settings.Analysis with { Top = 50 } } };

        string message = Assert.Throws<InputException>(
            () => former.Identity.RequireSame(WithTop(study, TopCount.Auto).Identity, "run.json")).Message;

        Assert.Equal(
            "run.json: found a run with analysis.top 50, expected \"auto\"; "
            + "earlier versions took 50 by default: use --top 50 to go on, or another --out",
            message);
    }

    private static string Refusal(Study study, TopCount top)
    {
        return Assert.Throws<InputException>(() => Run.Manifest.Identity.RequireSame(WithTop(study, top).Identity, "run.json")).Message;
    }

    private static Study WithTop(Study study, TopCount top)
    {
        return study with { Settings = study.Settings with { Analysis = study.Settings.Analysis with { Top = top } } };
    }
}
