using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Folder;

public class RunFolderTests
{
    [Fact]
    public void BeginsInANewFolder()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["a/b"];
        using (RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(path, Sample.Manifest()))
        {
            Assert.Empty(run.Snapshots);
            Assert.Equal(RunStatus.Running, run.Manifest.Status);
        }
        Assert.Equal(["run.json"], Names(path));
    }

    [Fact]
    public void GoesOnWhereItStopped()
    {
        using TemporaryFolder temporary = new();
        string whole = temporary["whole"];
        string parts = temporary["parts"];
        using (RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(whole, Sample.Manifest()))
        {
            for (int epoch = 1; epoch <= 3; epoch++) Add(run, epoch);
            run.Become(RunStatus.Complete);
        }
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            using RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(parts, Sample.Manifest());
            Assert.Equal(epoch - 1, run.Snapshots.Count);
            Add(run, epoch);
            run.Become(epoch < 3 ? RunStatus.Stopped : RunStatus.Complete);
        }

        string[] names = [.. Directory.GetFiles(whole, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(whole, file)).Order(StringComparer.Ordinal)];
        Assert.Contains("metrics.parquet", names, StringComparer.Ordinal);
        Assert.Contains(Path.Combine("snapshots", "0003.safetensors"), names, StringComparer.Ordinal);
        foreach (string name in names) Assert.Equal(File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(parts, name)));
        Assert.Equal(names.Length, Directory.GetFiles(parts, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void AddsASnapshotAgainThatWasNotNotedDown()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        string before;
        using (RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(path, Sample.Manifest()))
        {
            Add(run, 1);
            before = File.ReadAllText(Path.Combine(path, "run.json"));
            Add(run, 2);
        }
        byte[] metrics = File.ReadAllBytes(Path.Combine(path, "metrics.parquet"));
        File.WriteAllText(Path.Combine(path, "run.json"), before);

        using (RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(path, Sample.Manifest())) Add(run, 2);

        Assert.Equal(metrics, File.ReadAllBytes(Path.Combine(path, "metrics.parquet")));
    }

    [Fact]
    public void ReadsBackEveryFigureExactly()
    {
        using TemporaryFolder temporary = new();
        SnapshotResult result = Sample.Result(1, new AccuracyResult { Running = 1.0 / 3, Test = double.Epsilon });
        using (RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(temporary["run"], Sample.Manifest()))
        {
            run.Add(result, Sample.Analyze(), seed: 1, saveWeights: null);
            run.Become(RunStatus.Complete);
        }
        SnapshotResult read = Assert.Single(RunFolder<SampleSettings>.ReadComplete(temporary["run"], Sample.Manifest())!);
        Assert.Equal(Metrics.Of(result), Metrics.Of(read));
        Assert.False(File.Exists(temporary["run/snapshots/0001.safetensors"]));
    }

    [Fact]
    public void TellsAFinishedRunFromOthers()
    {
        using TemporaryFolder temporary = new();
        Assert.Null(RunFolder<SampleSettings>.ReadComplete(temporary["run"], Sample.Manifest()));
        using RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(temporary["run"], Sample.Manifest());
        Add(run, 1);
        Assert.Null(RunFolder<SampleSettings>.ReadComplete(temporary["run"], Sample.Manifest()));
        File.WriteAllText(run.CheckpointPath, "");
        run.Become(RunStatus.Complete);
        // Found even while it is held: nothing is written.
        Assert.Single(RunFolder<SampleSettings>.ReadComplete(temporary["run"], Sample.Manifest())!);
        Assert.False(File.Exists(run.CheckpointPath));
    }

    [Fact]
    public void LeavesForeignFoldersAlone()
    {
        using TemporaryFolder temporary = new();
        temporary.Write("letter.txt", "dear");
        Refuses(temporary.Path, "found letter.txt but no run.json");
        Refuses(temporary["letter.txt"], "found a file");
        Refuses(temporary["letter.txt/run"], "cannot be created");
        Assert.Equal(["letter.txt"], Names(temporary.Path));
    }

    [Fact]
    public void TakesAFolderWhoseFirstManifestWasNeverFinished()
    {
        using TemporaryFolder temporary = new();
        temporary.Write(".lock", "");
        temporary.Write("run.json.part", "{");
        using (RunFolder<SampleSettings>.Open(temporary.Path, Sample.Manifest()))
        {
            Assert.Equal(temporary.Path, RunFolder<SampleSettings>.FirstFree(temporary.Path, Sample.Manifest()));
        }
        Assert.Equal(["run.json"], Names(temporary.Path));
    }

    [Fact]
    public void NamesTheSettingThatDiffers()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        RunFolder<SampleSettings>.Open(path, Sample.Manifest()).Dispose();
        byte[] before = File.ReadAllBytes(Path.Combine(path, "run.json"));

        Refuses(path, "found a run with seed 1, expected 2", Sample.Manifest(settings: new() { Seed = 2 }));
        Refuses(path, "found a run with samples null, expected 600", Sample.Manifest(settings: new() { Samples = 600 }));
        Refuses(path, "found a run with hidden [8,4], expected [8]", Sample.Manifest(settings: new() { Hidden = [8] }));
        Refuses(path, "found a run of sample, expected other", Sample.Manifest("other"));
        Refuses(path, "found a run of sample, expected dumps", Sample.Manifest(preset: null));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(path, "run.json")));
    }

    [Fact]
    public void ShortensLongValues()
    {
        using TemporaryFolder temporary = new();
        RunFolder<SampleSettings>.Open(temporary["run"], Sample.Manifest()).Dispose();
        InputException thrown = Refuses(
            temporary["run"], "expected [1,2,3,", Sample.Manifest(settings: new() { Hidden = [.. Enumerable.Range(1, 1000)] }));
        Assert.InRange(thrown.Message.Length, 1, temporary.Path.Length + 250);
    }

    [Theory]
    [InlineData("", "not a document")]
    [InlineData("{", "not a document")]
    [InlineData("null", "not the manifest")]
    [InlineData("[]", "not the manifest")]
    [InlineData("""{"tool":"other"}""", "not the manifest")]
    [InlineData("""{"tool":{"name":"coterie"}}""", "not the manifest")]
    [InlineData("""{"tool":"coterie"}""", "found format unknown, expected 1")]
    [InlineData("""{"tool":"coterie","format":2,"later":{}}""", "found format 2, expected 1")]
    [InlineData("""{"tool":"coterie","format":1,"preset":"study","settings":{"dataSet":"mnist"}}""", "found a run of study, expected sample")]
    [InlineData("""{"tool":"coterie","format":1,"preset":"sample","settings":{"other":1},"software":{}}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":1,"preset":"sample","settings":null,"software":{}}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":1,"preset":"sample","settings":{},"software":{},"snapshots":null}""", "not a document")]
    [InlineData("""{"tool":"coterie","format":1,"preset":"sample","settings":{},"software":{},"status":"gone"}""", "not a document")]
    public void RefusesADamagedManifest(string manifest, string message)
    {
        using TemporaryFolder temporary = new();
        temporary.Write("run.json", manifest);
        InputException thrown = Refuses(temporary.Path, message);
        Assert.StartsWith(temporary["run.json"], thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
        Assert.Equal(["run.json"], Names(temporary.Path));
    }

    [Fact]
    public void NamesADamagedSnapshot()
    {
        using TemporaryFolder temporary = new();
        using (RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(temporary["run"], Sample.Manifest())) Add(run, 1);
        File.WriteAllText(temporary["run/snapshots/0001.json"], "{\"epoch\":1");
        Refuses(temporary["run"], "0001.json: not a document");
        File.Delete(temporary["run/snapshots/0001.json"]);
        Refuses(temporary["run"], "0001.json: cannot be read");
    }

    [Fact]
    public void IsOpenOnce()
    {
        using TemporaryFolder temporary = new();
        using (RunFolder<SampleSettings>.Open(temporary["run"], Sample.Manifest()))
        {
            Refuses(temporary["run"], "another process is writing this run");
        }
        RunFolder<SampleSettings>.Open(temporary["run"], Sample.Manifest()).Dispose();
    }

    [Fact]
    public void FindsTheFirstFreeFolder()
    {
        using TemporaryFolder temporary = new();
        string wished = temporary["run"];
        Assert.Equal(wished, RunFolder<SampleSettings>.FirstFree(wished, Sample.Manifest()));
        RunFolder<SampleSettings>.Open(wished, Sample.Manifest()).Dispose();
        temporary.Write("run-2", "a file");
        Directory.CreateDirectory(temporary["run-3"]);
        temporary.Write("run-3/run.json", "{ damaged");

        Assert.Equal(wished, RunFolder<SampleSettings>.FirstFree(wished, Sample.Manifest()));
        Assert.Equal(temporary["run-4"], RunFolder<SampleSettings>.FirstFree(wished, Sample.Manifest("other")));
        Directory.CreateDirectory(temporary["run-4"]);
        Assert.Equal(temporary["run-4"], RunFolder<SampleSettings>.FirstFree(wished, Sample.Manifest("other")));
    }

    [Fact]
    public void DiscardsWhatItCreatedAndNoMore()
    {
        using TemporaryFolder temporary = new();
        temporary.Write("letter.txt", "dear");
        RunFolder<SampleSettings> run = RunFolder<SampleSettings>.Open(temporary["a/b/run"], Sample.Manifest());
        Add(run, 1);
        run.Discard();
        Assert.Equal(["letter.txt"], Names(temporary.Path));

        Directory.CreateDirectory(temporary["mine"]);
        run = RunFolder<SampleSettings>.Open(temporary["mine"], Sample.Manifest());
        Add(run, 1);
        run.Discard();
        Assert.Empty(Directory.GetFileSystemEntries(temporary["mine"]));
    }

    private static void Add(RunFolder<SampleSettings> run, int epoch)
    {
        run.Add(Sample.Result(epoch), Sample.Analyze(), seed: 7, stream => stream.WriteByte((byte)epoch));
    }

    private static InputException Refuses(string path, string message, RunManifest<SampleSettings>? asked = null)
    {
        InputException thrown = Assert.Throws<InputException>(() => RunFolder<SampleSettings>.Open(path, asked ?? Sample.Manifest()));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        return thrown;
    }

    private static string?[] Names(string path)
    {
        return [.. Directory.GetFileSystemEntries(path).Select(Path.GetFileName).Order(StringComparer.Ordinal)];
    }
}
