using System.Text.Json.Nodes;
using Coterie.Data;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

/// <summary>Small studies of glyphs: three steps an epoch, the last of which is smaller.</summary>
public class StudyRunTests
{
    private static readonly Lazy<DataSet> Glyphs = new(() =>
        StudyData.LoadAsync(Of(1, 1).Settings, directory: null).GetAwaiter().GetResult());

    [Fact]
    public void The_untrained_network_is_the_first_snapshot()
    {
        using TemporaryFolder folder = new();
        RunResults results = Run(Of(2, 2), folder["run"]);

        Assert.Equal([(0, 0, 0), (1, 1, 3), (2, 2, 6)], results.Snapshots.Select(s => (s.Number, s.Epoch, s.Step)));
        Snapshot untrained = results.Snapshots[0];
        Assert.Null(untrained.Accuracy.Running);
        Assert.NotNull(untrained.Accuracy.Evaluated);
        Assert.NotNull(untrained.Accuracy.Test);
        Assert.NotNull(results.Snapshots[1].Accuracy.Running);
        Assert.True(File.Exists(folder["run/weights/0000.safetensors"]));
        // Read back, they are the same.
        RunResults read = Of(2, 2).Finished(folder["run"])!;
        Assert.Equal(results.Snapshots.Select(s => s.Values), read.Snapshots.Select(s => s.Values));
        Assert.Equal(10, read.Snapshots[0].Accuracy.TestByClass!.Count);
    }

    [Fact]
    public void The_papers_snapshots_and_those_of_the_formation_come_from_one_run()
    {
        using TemporaryFolder folder = new();
        RunResults paper = Run(Of(4, 2), folder["paper"]);
        RunResults both = Run(Of(4, "2+log:3"), folder["both"]);
        RunResults formation = Run(Of(4, "steps:0,1,3,6,12"), folder["formation"]);

        // log:3 of twelve steps: 1, 3 and 12; the paper's: 6 and 12.
        Assert.Equal([0L, 1, 3, 6, 12], both.Snapshots.Select(s => s.Step!.Value));
        Assert.Equal(paper.Correlations, both.Correlations);
        Assert.Equal(2, both.CorrelationRange!.Snapshots);
        Assert.Equal(formation.Correlations, both.Formation!.Correlations);
        Assert.Equal(5, both.Formation.Range.Snapshots);
    }

    [Fact]
    public void Accuracy_by_class_adds_up_to_that_of_all()
    {
        using TemporaryFolder folder = new();
        RunResults results = Run(Of(1, "steps:2,3"), folder["run"]);

        int[] train = CountOf(Glyphs.Value.Train), test = CountOf(Glyphs.Value.Test);
        Assert.All(results.Snapshots, snapshot =>
        {
            Assert.Equal(snapshot.Accuracy.Evaluated!.Value, Mean(snapshot.Accuracy.EvaluatedByClass!, train), 12);
            Assert.Equal(snapshot.Accuracy.Test!.Value, Mean(snapshot.Accuracy.TestByClass!, test), 12);
        });

        static double Mean(IReadOnlyList<double?> byClass, int[] counts) =>
            counts.Select((count, i) => count == 0 ? 0 : count * byClass[i]!.Value).Sum() / counts.Sum();

        static int[] CountOf(ImageSet images) => [.. Enumerable.Range(0, 10).Select(i => images.Labels.Count(label => label == i))];
    }

    [Fact]
    public void More_snapshots_change_no_value_of_the_others()
    {
        using TemporaryFolder folder = new();
        RunResults few = Run(Of(2, 2), folder["few"]);
        RunResults many = Run(Of(2, "steps:0,1,2,3,4,6"), folder["many"]);

        Assert.Equal([0, 1 / 3.0, 2 / 3.0, 1, 4 / 3.0, 2], many.Snapshots.Select(snapshot => snapshot.Epoch));
        foreach (Snapshot snapshot in few.Snapshots)
        {
            Snapshot same = many.Snapshots.Single(other => other.Step == snapshot.Step);
            Assert.Equal(snapshot.Values, same.Values);
            Assert.Equal(
                File.ReadAllBytes(folder[$"few/{RunFiles.Weights(snapshot.Number)}"]),
                File.ReadAllBytes(folder[$"many/{RunFiles.Weights(same.Number)}"]));
        }
        Assert.Equal(File.ReadAllBytes(folder["few/checkpoint.safetensors"]), File.ReadAllBytes(folder["many/checkpoint.safetensors"]));
        // Within an epoch there is no running accuracy.
        Assert.Equal([true, true, true, false, true, false], many.Snapshots.Select(snapshot => snapshot.Accuracy.Running is null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Stopped_within_an_epoch_it_ends_with_the_same_bytes(long step)
    {
        using TemporaryFolder folder = new();
        Study study = Of(2, "steps:0,1,2,4,5,6");
        Run(study, folder["whole"]);

        using CancellationTokenSource source = new();
        Telling report = new(happened =>
        {
            if (happened is StudyEvent.Analysed { Snapshot.Step: { } taken } && taken == step) source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => study.Run(Glyphs.Value, folder["parts"], report, source.Token));
        Assert.Equal(step, RunReader.Open(folder["parts"]).Manifest.Snapshots[^1].Step);
        Run(study, folder["parts"]);

        RequireSame(folder["whole"], folder["parts"]);
    }

    [Theory]
    [InlineData("1", "3")]
    [InlineData("steps:0,1,2", "steps:0,1,2")]
    [InlineData("steps:0,1,2", "steps:0,1,2,5,9")]
    public void A_prolonged_run_is_the_long_one_byte_for_byte(string first, string second)
    {
        using TemporaryFolder folder = new();
        Run(Of(3, second), folder["whole"]);
        Run(Of(1, first), folder["parts"]);
        Assert.Equal(1, Study.Of(Of(3, second).Look(folder["parts"]).Run!)!.Settings.Epochs);
        Assert.Null(Of(3, second).Finished(folder["parts"]));

        Run(Of(3, second), folder["parts"]);

        RequireSame(folder["whole"], folder["parts"]);
        Assert.True(Of(3, second).Look(folder["parts"]) is { IsShorter: false, IsFinished: true });
        Assert.NotNull(Of(3, second).Finished(folder["parts"]));
    }

    [Fact]
    public void A_run_is_prolonged_only_by_the_same_study_with_more_epochs_and_its_snapshots()
    {
        using TemporaryFolder folder = new();
        Study study = Of(2, 1);
        Run(study, folder["run"]);
        string before = File.ReadAllText(folder["run/run.json"]);

        Refuses("found a run with epochs 2, expected at most 1; use --epochs 2 or more", Of(1, 1));
        Refuses("use --snapshots 2 to go on", Of(4, 1));
        Refuses("use --snapshots steps:0,6,9 to go on", Of(3, 1));
        Refuses("use --snapshots 2 to go on", Of(4, "log:4"));
        Study wider = Of(4, 2);
        Refuses("training.hidden", wider with
        {
            Settings = wider.Settings with { Training = wider.Settings.Training with { Hidden = [7] } },
        });
        Assert.Equal(before, File.ReadAllText(folder["run/run.json"]));

        // Not asked for, snapshots stay as far apart as they are.
        Assert.Equal(2, (Of(4, 4) with { KeepsSpacing = true }).In(folder["run"]).Settings.Snapshots.Epochs);
        Assert.Equal(4, (Of(4, 4) with { KeepsSpacing = true }).In(folder["none"]).Settings.Snapshots.Epochs);
        Assert.Equal(3, (Of(3, 3) with { KeepsSpacing = true }).In(folder["run"]).Settings.Snapshots.Epochs);

        void Refuses(string message, Study asked)
        {
            InputException e = Assert.Throws<InputException>(() => asked.Run(Glyphs.Value, folder["run"]));
            Assert.Contains(message, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
        }
    }

    [Fact]
    public void A_schedule_past_the_end_leaves_nothing_behind()
    {
        using TemporaryFolder folder = new();
        InputException e = Assert.Throws<InputException>(() => Run(Of(2, "steps:7"), folder["run"]));
        Assert.Contains("--snapshots: found steps:0,7, expected steps up to 6", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("complete", 2)]
    [InlineData("stopped", 0)]
    [InlineData("running", 0)]
    public void A_run_without_the_untrained_network_is_shown_but_does_not_go_on(string status, int shown)
    {
        using TemporaryFolder folder = new();
        Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2"), folder["run"]);
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(folder["run/run.json"]))!;
        manifest["status"] = status;
        File.WriteAllText(folder["run/run.json"], manifest.ToJsonString());
        Study study = Study.Of(RunReader.Open(folder["run"]))!;

        if (shown > 0)
        {
            RunResults results = study.Finished(folder["run"])!;
            Assert.Equal(shown, results.Snapshots.Count);
            Assert.Null(results.Formation);
        }
        else
        {
            InputException e = Assert.Throws<InputException>(() => study.Finished(folder["run"]));
            Assert.Contains("without a snapshot of the untrained network", e.Message, StringComparison.Ordinal);
        }
        Study longer = study with { Settings = study.Settings with { Epochs = 4, Snapshots = 4 } };
        Assert.Throws<InputException>(() => longer.Finished(folder["run"]));
    }

    [Fact]
    public void The_papers_correlations_leave_the_untrained_network_out()
    {
        using TemporaryFolder folder = new();
        RunResults results = Run(Of(3, 3), folder["run"]);

        Assert.Equal(new SnapshotRange(3, 1, 3, 3, 9), results.CorrelationRange);
        Assert.Equal(CorrelationResult.Of([.. results.Snapshots.Skip(1)]), results.Correlations);
        Formation<CorrelationResult> formation = results.Formation!;
        Assert.Equal(new SnapshotRange(4, 0, 3, 0, 9), formation.Range);
        Assert.Equal([AccuracyKind.Evaluated, AccuracyKind.Test], formation.Correlations.Select(c => c.Against).Distinct());
        Assert.Equal(
            CorrelationResult.Of(results.Snapshots).Where(c => c.Against != AccuracyKind.Running),
            formation.Correlations);

        RunResults steps = Run(Of(3, "steps:0,1,9"), folder["steps"]);
        Assert.Null(steps.Formation);
        Assert.Equal(new SnapshotRange(3, 0, 3, 0, 9), steps.CorrelationRange);
        Assert.DoesNotContain(steps.Correlations, c => c.Against == AccuracyKind.Running);
    }

    private static Study Of(int epochs, SnapshotSchedule snapshots)
    {
        return new Study
        {
            Preset = "glyphs",
            Settings = new StudySettings
            {
                Data = new DataSettings { Name = "glyphs", Samples = 120, ImageSize = 8 },
                Training = new TrainingSettings { Hidden = [8], Batch = 50 },
                Analysis = new AnalysisSettings { Top = 3, Bins = 5, Threads = 1 },
                Epochs = epochs,
                Snapshots = snapshots,
            },
        };
    }

    private static Study Of(int epochs, string snapshots) => Of(epochs, SnapshotSchedule.Parse(snapshots)!);

    private static RunResults Run(Study study, string folder)
    {
        return study.Run(Glyphs.Value, folder, cancellation: TestContext.Current.CancellationToken);
    }

    private static void RequireSame(string left, string right)
    {
        string[] files = Files(left);
        Assert.Equal(files, Files(right));
        foreach (string file in files)
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(left, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(right, file))),
                $"{file} differs");
        }

        static string[] Files(string folder) =>
        [
            .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
        ];
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private sealed class Telling(Action<StudyEvent> told) : IProgress<StudyEvent>
    {
        public void Report(StudyEvent value) => told(value);
    }
}
