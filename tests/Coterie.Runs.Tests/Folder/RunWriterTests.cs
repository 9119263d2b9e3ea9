using Coterie.Runs.Folder;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Tests.Folder;

public class RunWriterTests
{
    [Fact]
    public void A_new_folder_begins_with_a_manifest()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["a/b"];
        using (RunWriter run = Sample.Open(path))
        {
            Assert.Empty(run.Snapshots);
            Assert.Equal(RunStatus.Running, run.Manifest.Status);
        }
        Assert.Equal(["run.json"], Names(path));
    }

    [Fact]
    public void An_interrupted_run_ends_with_the_files_of_an_uninterrupted_one()
    {
        using TemporaryFolder temporary = new();
        string whole = temporary["whole"];
        string parts = temporary["parts"];
        using (RunWriter run = Sample.Open(whole))
        {
            for (int number = 1; number <= 3; number++) run.Add(number);
            run.Become(RunStatus.Complete);
        }
        for (int number = 1; number <= 3; number++)
        {
            using RunWriter run = Sample.Open(parts);
            Assert.Equal(number - 1, run.Snapshots.Count);
            run.Add(number);
            run.Become(number < 3 ? RunStatus.Stopped : RunStatus.Complete);
        }

        string[] names =
        [
            .. Directory.GetFiles(whole, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(whole, file))
                .Order(StringComparer.Ordinal),
        ];
        foreach (string folder in (string[])["metrics", "neurons", "communities", "edges"])
        {
            Assert.Contains($"{folder}/0003.parquet", names, StringComparer.Ordinal);
        }
        Assert.Contains("structure/0003.json", names, StringComparer.Ordinal);
        Assert.Contains("weights/0003.safetensors", names, StringComparer.Ordinal);
        foreach (string name in names)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, name)), File.ReadAllBytes(Path.Combine(parts, name)));
        }
        Assert.Equal(names.Length, Directory.GetFiles(parts, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void A_snapshot_that_the_manifest_does_not_name_is_written_again()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        string before;
        using (RunWriter run = Sample.Open(path))
        {
            run.Add(1);
            before = File.ReadAllText(Path.Combine(path, "run.json"));
            run.Add(2);
        }
        byte[] metrics = File.ReadAllBytes(Path.Combine(path, "metrics", "0002.parquet"));
        File.WriteAllText(Path.Combine(path, "run.json"), before);
        File.WriteAllText(Path.Combine(path, "metrics", "0002.parquet"), "half of a table");

        using (RunWriter run = Sample.Open(path))
        {
            Assert.Single(run.Snapshots);
            run.Add(2);
        }

        Assert.Equal(metrics, File.ReadAllBytes(Path.Combine(path, "metrics", "0002.parquet")));
    }

    [Fact]
    public void Members_of_later_versions_stay()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        Sample.Open(path).Dispose();
        string manifest = File.ReadAllText(Path.Combine(path, "run.json"));
        manifest = manifest.Replace("\"tool\":", "\"later\": { \"x\": 1 }, \"tool\":", StringComparison.Ordinal)
            .Replace("\"software\":", "\"coffee\": \"black\", \"software\":", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(path, "run.json"), manifest);

        using (RunWriter run = Sample.Open(path)) run.Add(1);

        string after = File.ReadAllText(Path.Combine(path, "run.json"));
        Assert.Contains("\"later\"", after, StringComparison.Ordinal);
        Assert.Single(RunReader.Open(path).ReadSnapshots());
    }

    [Fact]
    public void A_run_can_be_continued_in_another_environment()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        using (RunWriter run = Sample.Open(path, threads: 1)) run.Add(1);
        using (RunWriter run = Sample.Open(path, threads: 7))
        {
            Assert.Single(run.Snapshots);
            Assert.Equal(7, run.Manifest.Environment.Threads);
        }
        using (RunWriter run = Sample.Open(path, threads: 3)) run.Become(RunStatus.Complete);
        // The environment of a finished run is not changed.
        using (RunWriter run = Sample.Open(path, threads: 5)) Assert.Equal(3, run.Manifest.Environment.Threads);
        Assert.Equal(3, RunReader.Open(path).Manifest.Environment.Threads);
    }

    [Fact]
    public void Folders_with_anything_else_are_left_alone()
    {
        using TemporaryFolder temporary = new();
        temporary.Write("letter.txt", "dear");
        Refuses(temporary.Path, "found letter.txt but no run.json");
        Refuses(temporary["letter.txt"], "found a file");
        Refuses(temporary["letter.txt/run"], "cannot be created");
        Assert.Equal(["letter.txt"], Names(temporary.Path));
    }

    [Fact]
    public void A_folder_whose_first_manifest_was_never_finished_is_free()
    {
        using TemporaryFolder temporary = new();
        temporary.Write(".lock", "");
        temporary.Write("run.json.part", "{");
        temporary.Write($"run.json.{new string('a', 32)}.part", "{");
        using (Sample.Open(temporary.Path))
        {
            Assert.Equal(temporary.Path, RunWriter.FirstFree(temporary.Path, Sample.Identity()));
        }
        Assert.Equal(["run.json"], Names(temporary.Path));
    }

    [Fact]
    public void What_killed_processes_left_is_cleared_and_nothing_else()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        using (RunWriter run = Sample.Open(path)) run.Add(1);
        string token = new('7', 32);
        string[] mine = ["metrics/mine.part", "notes.json.part", "edges/0001.parquet.bak", $"metrics/0001.csv.{token}.part"];
        string[] left = ["metrics/0002.parquet.part", $"weights/0002.safetensors.{token}.part", $"checkpoint.safetensors.{token}.part"];
        foreach (string name in (string[])[.. mine, .. left, ".lock"]) temporary.Write($"run/{name}", "x");

        using (Sample.Open(path))
        {
            Assert.All(left, name => Assert.False(File.Exists(temporary[$"run/{name}"]), name));
            foreach (string name in left) temporary.Write($"run/{name}", "x");
            // Another process writes the run.
            RunWriter.ClearLeftovers(path);
            Assert.All(left, name => Assert.True(File.Exists(temporary[$"run/{name}"]), name));
        }
        RunWriter.ClearLeftovers(path);

        Assert.All((string[])[.. left, ".lock"], name => Assert.False(File.Exists(temporary[$"run/{name}"]), name));
        Assert.All(mine, name => Assert.True(File.Exists(temporary[$"run/{name}"]), name));
    }

    [Theory]
    [InlineData("weights/0001.safetensors")]
    [InlineData("edges/0001.parquet")]
    [InlineData("communities/0001.parquet")]
    [InlineData("metrics/0001.parquet")]
    [InlineData("structure/0001.json")]
    public void A_run_with_a_damaged_or_missing_file_is_not_continued(string file)
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"])) run.Add(1);
        string path = temporary[$"run/{file}"];
        byte[] whole = File.ReadAllBytes(path);
        whole[^1] ^= 16;
        File.WriteAllBytes(path, whole);
        Refuses(temporary["run"], $"{file}: is damaged");
        File.Delete(path);
        Refuses(temporary["run"], $"{file}: found no such file");
        Directory.CreateDirectory(path);
        Refuses(temporary["run"], $"{file}: cannot be read");
    }

    [Theory]
    [InlineData("weights/0001.safetensors")]
    [InlineData("structure/0001.json")]
    [InlineData("neurons/0001.parquet")]
    [InlineData("communities/0001.parquet")]
    [InlineData("edges/0001.parquet")]
    [InlineData("metrics/0001.parquet")]
    public void A_folder_in_place_of_a_file_is_named_and_no_snapshot_is(string file)
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"]))
        {
            Directory.CreateDirectory(temporary[$"run/{file}"]);
            InputException thrown = Assert.Throws<InputException>(() => run.Add(1));
            Assert.StartsWith($"{temporary[$"run/{file}"]}: cannot be written: ", thrown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', thrown.Message);
            Assert.Empty(run.Snapshots);
            Assert.DoesNotContain(
                Directory.GetFiles(temporary["run"], "*", SearchOption.AllDirectories),
                name => name.EndsWith(".part", StringComparison.Ordinal));
            Directory.Delete(temporary[$"run/{file}"]);
        }
        using (RunWriter run = Sample.Open(temporary["run"])) run.Add(1);
        Assert.Single(RunReader.Open(temporary["run"]).ReadSnapshots());
    }

    [Fact]
    public void A_folder_that_must_not_be_written_is_named()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("permissions of folders are Unix's");
            return;
        }
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may write everywhere");
        using TemporaryFolder temporary = new();
        using RunWriter run = Sample.Open(temporary["run"]);
        Directory.CreateDirectory(temporary["run/weights"]);
        File.SetUnixFileMode(temporary["run/weights"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        InputException thrown = Assert.Throws<InputException>(() => run.Add(1));
        Assert.StartsWith($"{temporary["run/weights/0001.safetensors"]}: cannot be written: ", thrown.Message, StringComparison.Ordinal);
        File.SetUnixFileMode(temporary["run/weights"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void What_cannot_be_written_is_named()
    {
        using TemporaryFolder temporary = new();
        using RunWriter run = Sample.Open(temporary["run"]);
        temporary.Write("run/metrics", "in the way");
        Assert.StartsWith(
            temporary["run/metrics"], Assert.Throws<InputException>(() => run.Add(1)).Message, StringComparison.Ordinal);
        File.Delete(temporary["run/run.json"]);
        Directory.CreateDirectory(temporary["run/run.json/x"]);
        Assert.StartsWith(
            temporary["run/run.json"],
            Assert.Throws<InputException>(() => run.Become(RunStatus.Stopped)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => RunReader.Find(temporary["run"]));
    }

    [Fact]
    public void The_setting_that_differs_is_named()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        Sample.Open(path).Dispose();
        byte[] before = File.ReadAllBytes(Path.Combine(path, "run.json"));

        Refuses(path, "found a run with seed 1, expected 2", Sample.Identity(settings: new() { Seed = 2 }));
        Refuses(path, "found a run with samples null, expected 600", Sample.Identity(settings: new() { Samples = 600 }));
        Refuses(path, "found a run with hidden [8,4], expected [8]", Sample.Identity(settings: new() { Hidden = [8] }));
        Refuses(path, "found a run with inner.depth 2, expected 3", Sample.Identity(settings: new() { Inner = new(3) }));
        Refuses(path, "found a run of sample, expected other", Sample.Identity("other"));
        Refuses(path, "found a run of sample, expected sample-kind", Sample.Identity(preset: null));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(path, "run.json")));
    }

    [Fact]
    public void A_run_of_other_data_is_refused_and_says_how_they_differ()
    {
        using TemporaryFolder temporary = new();
        string path = temporary["run"];
        DataSummary data = new(60, 10, 28, 28, ["ant", "bee"], []);
        RunIdentity identity = Sample.Identity() with { Data = "xxh128:1" };
        RunWriter.Open(path, identity, RunEnvironment.Here(1), data).Dispose();

        Refuses("other samples or labels, of the same number", identity with { Data = "xxh128:2" }, data);
        Refuses("60 + 10 images of 28×28, expected 70 + 10 images of 28×28", identity with { Data = "xxh128:2" }, data with { Train = 70 });
        Refuses("60 + 10 images of 28×28, expected 60 + 10 images of 28×28 in 3 channels", identity, data with { Channels = 3 });
        Refuses("classes ant, bee, expected ant, cow", identity, data with { Classes = ["ant", "cow"] });
        Assert.Equal(temporary["run-2"], RunWriter.FirstFree(path, identity with { Data = "xxh128:2" }));
        Assert.Equal(path, RunWriter.FirstFree(path, identity, data));
        // What is not known is not compared.
        Assert.NotNull(RunReader.Find(path, Sample.Identity()));

        void Refuses(string message, RunIdentity asked, DataSummary summary)
        {
            InputException thrown = Assert.Throws<InputException>(() => RunWriter.Open(path, asked, RunEnvironment.Here(1), summary));
            Assert.Contains($"run.json: found a run made from {message}", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Metrics_name_the_classes()
    {
        using TemporaryFolder temporary = new();
        using RunWriter run = RunWriter.Open(
            temporary["run"], Sample.Identity(), RunEnvironment.Here(1), new DataSummary(4, 4, 1, 1, ["ant", "bee"], []));
        run.Add(1);

        IReadOnlyList<MetricRow> rows = ParquetFile.Read<MetricRow>(Path.Combine(run.Path, "metrics", "0001.parquet"));
        Assert.All(rows, row => Assert.Equal(row.Class switch { 0 => "ant", 1 => "bee", _ => null }, row.ClassName));
        Assert.Contains(rows, row => row.Class == 1);
    }

    [Fact]
    public void Long_values_are_cut()
    {
        using TemporaryFolder temporary = new();
        Sample.Open(temporary["run"]).Dispose();
        InputException thrown = Refuses(
            temporary["run"], "expected [1,2,3,", Sample.Identity(settings: new() { Hidden = [.. Enumerable.Range(1, 1000)] }));
        Assert.InRange(thrown.Message.Length, 1, temporary.Path.Length + 250);
    }

    [Fact]
    public void A_run_is_written_by_one_process()
    {
        using TemporaryFolder temporary = new();
        using (Sample.Open(temporary["run"]))
        {
            Refuses(temporary["run"], "another process is writing this run");
            Assert.Empty(RunReader.Open(temporary["run"]).ReadSnapshots());
        }
        Sample.Open(temporary["run"]).Dispose();
    }

    [Fact]
    public void The_first_free_folder_is_found()
    {
        using TemporaryFolder temporary = new();
        string wished = temporary["run"];
        Assert.Equal(wished, RunWriter.FirstFree(wished, Sample.Identity()));
        Sample.Open(wished).Dispose();
        temporary.Write("run-2", "a file");
        Directory.CreateDirectory(temporary["run-3"]);
        temporary.Write("run-3/run.json", "{ damaged");

        Assert.Equal(wished, RunWriter.FirstFree(wished, Sample.Identity()));
        Assert.Equal(temporary["run-4"], RunWriter.FirstFree(wished, Sample.Identity("other")));
        Directory.CreateDirectory(temporary["run-4"]);
        Assert.Equal(temporary["run-4"], RunWriter.FirstFree(wished, Sample.Identity("other")));
    }

    [Fact]
    public void An_abandoned_run_without_a_snapshot_leaves_nothing()
    {
        using TemporaryFolder temporary = new();
        temporary.Write("letter.txt", "dear");
        Assert.False(Sample.Open(temporary["a/b/run"]).Abandon());
        Assert.Equal(["letter.txt"], Names(temporary.Path));

        Directory.CreateDirectory(temporary["mine"]);
        Assert.False(Sample.Open(temporary["mine"]).Abandon());
        Assert.Empty(Directory.GetFileSystemEntries(temporary["mine"]));
    }

    [Fact]
    public void An_abandoned_run_keeps_its_snapshots_and_its_checkpoint()
    {
        using TemporaryFolder temporary = new();
        using (RunWriter run = Sample.Open(temporary["run"]))
        {
            run.Add(1);
            Assert.True(run.Abandon());
        }
        RunReader kept = RunReader.Open(temporary["run"]);
        Assert.Equal(RunStatus.Stopped, kept.Manifest.Status);
        Assert.Single(kept.ReadSnapshots());

        using RunWriter trained = Sample.Open(temporary["trained"]);
        File.WriteAllText(trained.CheckpointPath, "weights");
        Assert.True(trained.Abandon());
        Assert.True(File.Exists(trained.CheckpointPath));
    }

    private static InputException Refuses(string path, string message, RunIdentity? asked = null)
    {
        InputException thrown = Assert.Throws<InputException>(() => Sample.Open(path, asked));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        return thrown;
    }

    private static string?[] Names(string path)
    {
        return [.. Directory.GetFileSystemEntries(path).Select(Path.GetFileName).Order(StringComparer.Ordinal)];
    }
}
