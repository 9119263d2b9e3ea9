using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Runs.Tests.Folder;

/// <summary>
/// Every value of <c>run.json</c> and of a structure file is replaced, in turn (<see cref="EditedJson"/>). A run is then read as it is, or
/// refused with one line that names the file.
/// </summary>
public class EditedRunTests
{
    private static string Fixture => Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2");

    [Theory]
    [InlineData("run.json")]
    [InlineData("structure/0001.json")]
    public void Every_edited_value_is_read_or_refused(string file)
    {
        using TemporaryFolder temporary = new();
        string run = temporary["run"];
        Copy(Fixture, run);
        string path = Path.Combine(run, file);
        string whole = File.ReadAllText(path);
        string[] edited = [.. EditedJson.Of(whole)];
        int refused = edited.Sum(content => Refuses(run, file, content));
        Assert.True(refused > edited.Length / 4, $"{refused} of {edited.Length} refused");
        Write(run, file, whole);
        Assert.Equal(2, RunReader.Open(run).ReadSnapshots().Count);
    }

    // 1 if the run is refused, 0 if it can be read, shown and continued.
    private static int Refuses(string run, string file, string content)
    {
        Write(run, file, content);
        try
        {
            Use(run);
            return 0;
        }
        catch (InputException e)
        {
            Assert.Contains(run, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return 1;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{file}: {content}", e);
        }
    }

    private static void Use(string path)
    {
        RunReader run = RunReader.Open(path);
        run.RequireWhole();
        IReadOnlyList<Snapshot> snapshots = run.ReadSnapshots();
        RunReader.Find(path, run.Manifest.Identity);
        RunResults results = RunResults.Of(run, snapshots);
        string document = Path.Combine(Path.GetDirectoryName(path)!, "document.json");
        Json.Write(document, results, Json.Options);
    }

    private static void Write(string run, string file, string content)
    {
        string path = Path.Combine(run, file);
        string before = Checksum.Of(path);
        File.WriteAllText(path, content);
        if (file == "run.json") return;
        // With its checksum, or the damage would be known by that alone.
        string manifest = Path.Combine(run, "run.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(before, Checksum.Of(path), StringComparison.Ordinal));
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
}
