using Coterie.Runs.Export;
using Coterie.Runs.Folder;
using CsCheck;

namespace Coterie.Runs.Tests.Export;

public class RunExportTests
{
    [Fact]
    public void Names_of_files_are_safe_and_differ()
    {
        Gen.String.Array[1, 8].Sample(layers =>
        {
            string[] distinct = [.. layers.Distinct(StringComparer.Ordinal)];
            IReadOnlyDictionary<string, string> names = LayerFileNames.Of(distinct);
            Assert.All(names.Values, name => Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9_.-]*$", name));
            Assert.Equal(distinct.Length, names.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        });
        Assert.Equal("a_b a_b-2 _.._x", string.Join(' ', LayerFileNames.Of(["a/b", "a\\b", "/../x"]).Values));
    }

    [Fact]
    public void Layers_of_any_name_are_exported_in_every_format()
    {
        using TemporaryFolder folder = new();
        ExportedRun run = OddRun.With(folder["run"], "../up", "<&\"\u0001>", "..\\up");
        foreach (ExportFormat format in ExportFormats.All)
        {
            IReadOnlyList<string> files = RunExport.Write(run, format, folder[$"out/{format.Name}"]);
            Assert.Equal(files.Order(StringComparer.Ordinal).ToArray(), Entries(folder[$"out/{format.Name}"]));
        }
        Assert.Equal([folder["out"], folder["run"]], Entries(folder.Path));
    }

    [Fact]
    public void Without_an_output_the_export_is_in_the_run_folder_and_the_run_stays_sound()
    {
        using TemporaryFolder folder = new();
        ExportedRun run = OddRun.With(folder["run"], "fc");
        IReadOnlyList<string> files = RunExport.Write(run, ExportFormats.Find("npz")!);
        Assert.Equal(Path.Combine(folder["run"], "export", "results.npz"), Assert.Single(files));
        RunReader.Open(folder["run"]).RequireWhole();
    }

    [Fact]
    public void An_export_that_fails_leaves_what_was_there()
    {
        using TemporaryFolder folder = new();
        ExportFormat format = new("two", "two files", _ =>
        [
            new ExportFile("first.txt", stream => stream.WriteByte(1)),
            new ExportFile("second.txt", _ => throw new IOException("the disk is full")),
        ]);
        InputException refused = Assert.Throws<InputException>(() => RunExport.Write(ExportSample.Run, format, folder["new/deep"]));
        Assert.Equal($"{Path.Combine(folder["new/deep"], "second.txt")}: cannot be written: the disk is full", refused.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        folder.Write("first.txt", "old");
        Assert.Throws<InputException>(() => RunExport.Write(ExportSample.Run, format, folder.Path));
        Assert.Equal("old", File.ReadAllText(folder["first.txt"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_is_there_of_another_kind_is_refused()
    {
        using TemporaryFolder folder = new();
        folder.Write("notes.txt", "mine");
        Directory.CreateDirectory(folder["graph.gexf"]);
        Refuses("csv", "notes.txt", "found a file, expected a folder, or a name that ends in .csv");
        Refuses("tensorboard", "notes.txt", "found a file, expected a folder");
        Refuses("gexf", "graph.gexf", "found a folder, expected a file");
        Refuses("gexf", "two.gexf", "found 2 files to write, expected one; choose one layer and snapshot, or name a folder");
        Refuses("csv", "tables.csv", "found 4 files to write, expected one; name a folder");
        Refuses("npz", "notes.txt/run.npz", "cannot be created");
        Assert.Equal("mine", File.ReadAllText(folder["notes.txt"]));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);

        void Refuses(string format, string output, string message)
        {
            InputException refused = Assert.Throws<InputException>(() => ExportSample.Write(format, folder[output]));
            Assert.StartsWith($"{folder[output].Split("/run.npz")[0]}", refused.Message, StringComparison.Ordinal);
            Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_files_of_the_run_are_never_replaced()
    {
        using TemporaryFolder folder = new();
        ExportedRun run = OddRun.With(folder["run"], "fc");
        Directory.CreateSymbolicLink(folder["link"], folder["run"]);
        foreach (string own in (string[])["run.json", "structure/0001.json", "../run/structure/0002.json", "../link/run.json"])
        {
            InputException refused = Assert.Throws<InputException>(() => ExportSample.Write("json", Path.Combine(folder["run"], own), run));
            Assert.Contains("found a file of the run itself", refused.Message, StringComparison.Ordinal);
        }
        RunReader.Open(folder["run"]).RequireWhole();
    }

    [Fact]
    public void A_run_without_a_finished_snapshot_is_refused()
    {
        using TemporaryFolder folder = new();
        RunWriter.Open(folder["run"], Sample.Identity(), RunEnvironment.Here(threads: 1)).Dispose();
        InputException refused = Assert.Throws<InputException>(() => ExportedRun.Of(RunReader.Open(folder["run"])));
        Assert.StartsWith($"{folder["run"]}: found no finished snapshot yet", refused.Message, StringComparison.Ordinal);
    }

    private static string[] Entries(string folder) => [.. Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal)];
}
