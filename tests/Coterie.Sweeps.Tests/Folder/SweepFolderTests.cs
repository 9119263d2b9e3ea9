using Coterie.Sweeps.Folder;
using Coterie.Sweeps.Plans;

namespace Coterie.Sweeps.Tests.Folder;

public class SweepFolderTests
{
    private const string TwoByTwo = "[axes]\ndropout = [0.2, 0.5]\n[sweep]\nseeds = 2";

    [Fact]
    public void A_run_is_to_come_begun_finished_or_failed()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(TwoByTwo);
        Assert.Empty(sweep.Prepare(Plan.Vocabulary));
        SampleSweep.Finish(sweep, 1);
        sweep.Keep(sweep.Plan.Run(2), sweep.StateOf(sweep.Plan.Run(2)).Begin().Expect(memory: 100, seconds: 8).Stop(seconds: 3));
        sweep.Keep(sweep.Plan.Run(3), sweep.StateOf(sweep.Plan.Run(3)).Begin().Fail("no such luck", seconds: 1));
        SweepStatus status = SweepStatus.Of(sweep);
        Assert.Equal((1, 1, 1), (status.Finished, status.Begun, status.ToCome));
        (PlannedRun run, RunState state) = Assert.Single(status.Failed);
        Assert.Equal(("dropout=0.2_seed=2", "no such luck", 1), (run.Name, state.Error, state.Attempts));
        Assert.Equal([2, 3, 4], status.Unfinished.Select(unfinished => unfinished.Number));
        Assert.Equal(100, status.Memory);
        // Two to come of 2 s each, as the finished one took, and the rest of the 8 s of the one that was begun.
        Assert.Equal(2 + 2 + 5, status.SecondsLeft);
    }

    [Fact]
    public void A_changed_plan_keeps_what_it_still_asks_for()
    {
        using SampleSweep sample = new();
        SweepFolder before = sample.Open(TwoByTwo);
        before.Prepare(Plan.Vocabulary);
        for (int number = 1; number <= 4; number++) SampleSweep.Finish(before, number);
        SweepFolder after = sample.Open("[axes]\ndropout = [0.5, 0.7]\n[sweep]\nseeds = [2, 3]");
        Assert.Empty(after.Prepare(Plan.Vocabulary));
        string[] left = [.. SweepStatus.Of(after).Unfinished.Select(run => run.Name)];
        Assert.Equal(["dropout=0.7_seed=2", "dropout=0.5_seed=3", "dropout=0.7_seed=3"], left);
        // What is no longer asked for stays where it is.
        Assert.Contains("dropout=0.2_seed=1", sample.Entries("sweep"), StringComparer.Ordinal);
    }

    [Fact]
    public void Runs_that_have_another_name_in_the_changed_plan_are_renamed()
    {
        using SampleSweep sample = new();
        // Without a word on dropout it is 0.2.
        SweepFolder before = sample.Open("[sweep]\nseeds = 2");
        before.Prepare(Plan.Vocabulary);
        SampleSweep.Finish(before, 1);
        SampleSweep.Finish(before, 2);
        SweepFolder after = sample.Open(TwoByTwo);
        Assert.Equal([("seed=1", "dropout=0.2_seed=1"), ("seed=2", "dropout=0.2_seed=2")], after.Prepare(Plan.Vocabulary));
        Assert.Equal(["dropout=0.5_seed=1", "dropout=0.5_seed=2"], [.. SweepStatus.Of(after).Unfinished.Select(run => run.Name)]);
        Assert.Equal(["dropout=0.2_seed=1", "dropout=0.2_seed=2", "logs", "state", "sweep.json", "values"], sample.Entries("sweep"));
        Assert.Equal(["dropout=0.2_seed=1.json", "dropout=0.2_seed=2.json"], sample.Entries("sweep/state"));
        Assert.Empty(after.Prepare(Plan.Vocabulary));
    }

    [Fact]
    public void A_run_with_other_settings_in_the_base_is_not_taken_for_this_one()
    {
        using SampleSweep sample = new();
        SweepFolder before = sample.Open("[study]\nepochs = 2");
        before.Prepare(Plan.Vocabulary);
        SampleSweep.Finish(before, 1);
        SweepFolder after = sample.Open("[study]\nepochs = 3");
        Assert.Equal(RunStage.Begun, after.StateOf(after.Plan.Run(1)).Stage);
        // More epochs go on in the folder; what else is in it, only the study knows.
        StudyVocabulary clashes = Plan.Vocabulary with
        {
            Clash = (arguments, folder) => $"{folder}: {string.Join(' ', arguments)} is another run",
        };
        string document = File.ReadAllText(sample["sweep/sweep.json"]);
        string message = Assert.Throws<InputException>(() => after.Prepare(clashes)).Message;
        Assert.EndsWith("seed=1: --epochs 3 --seed 1 is another run", message, StringComparison.Ordinal);
        Assert.Equal(document, File.ReadAllText(sample["sweep/sweep.json"]));
    }

    [Fact]
    public void A_run_that_was_deleted_is_to_come()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(TwoByTwo);
        sweep.Prepare(Plan.Vocabulary);
        SampleSweep.Finish(sweep, 1);
        Directory.Delete(sweep.RunPath(sweep.Plan.Run(1)), recursive: true);
        Assert.Equal(4, SweepStatus.Of(sweep).ToCome);
    }

    [Fact]
    public void A_number_counts_only_in_the_plan_that_gave_it()
    {
        using SampleSweep sample = new();
        sample.Open(TwoByTwo).RequireSame();
        sample.Open($"# the same\n{TwoByTwo}").RequireSame();
        string message = Assert.Throws<InputException>(() => sample.Open("[sweep]\nseeds = 4").RequireSame()).Message;
        Assert.Contains("plan.toml: has changed since the runs of", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sweeps_do_not_work_in_one_folder()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(TwoByTwo);
        using (sweep.Hold())
        {
            Assert.Contains("another sweep is at work", Assert.Throws<InputException>(sweep.Hold).Message, StringComparison.Ordinal);
        }
        sweep.Hold().Dispose();
        sweep.Prepare(Plan.Vocabulary);
    }

    [Fact]
    public void A_folder_with_something_else_is_refused()
    {
        using SampleSweep sample = new();
        SweepFolder sweep = sample.Open(TwoByTwo);
        Directory.CreateDirectory(sample["sweep"]);
        File.WriteAllText(sample["sweep/thesis.txt"], "mine");
        Assert.Contains("found thesis.txt but no sweep.json", Refusal(sweep), StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], sample.Entries("sweep"));
        File.WriteAllText(sample["sweep/sweep.json"], "{}");
        Assert.Contains("sweep.json: not a document written by coterie", Refusal(sweep), StringComparison.Ordinal);
        File.WriteAllText(sample["sweep/sweep.json"], """{"tool":"x","name":"x","plan":"","runs":[]}""");
        Assert.Contains("sweep.json: not the document of a sweep", Refusal(sweep), StringComparison.Ordinal);
        File.WriteAllText(sample["sweep/sweep.json"], """{"tool":"coterie sweep","format":9,"name":"x","plan":"","runs":[]}""");
        Assert.Contains("found format 9, expected 1", Refusal(sweep), StringComparison.Ordinal);

        static string Refusal(SweepFolder folder) => Assert.Throws<InputException>(() => folder.Prepare(Plan.Vocabulary)).Message;
    }
}
