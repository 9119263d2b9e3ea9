using System.Text.Json.Nodes;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;
using Coterie.Runs.Studies;

namespace Coterie.Runs.Tests.Folder;

/// <summary>
/// Every value of <c>run.json</c> and of a structure file is replaced, in turn, by each of a list of values that people and damaged disks
/// write. A run is then read as it is, or refused with one line that names the file.
/// </summary>
public class EditedRunTests
{
    private static readonly string[] Values =
    [
        "null", "true", "\"\"", "\"text\"", "\"\\ud800\"", "\"\\u0000\"", "\"../../etc/passwd\"", "\"xxh128:0\"",
        "0", "-1", "0.5", "1e400", "1e99999999999", "2147483647", "9223372036854775808", "NaN",
        "[]", "[null]", "[[1],[2,3]]", "[[null]]", "[-1]", "{}", "[{}]", "{\"\\ud800\":1}",
        "{\"/dev/zero\":\"xxh128:0\"}", "{\"metrics/0001.parquet\":null}",
    ];

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
        int count = Places(JsonNode.Parse(whole)!).Count();
        int refused = 0;
        for (int k = 0; k < count; k++)
        {
            // The value is marked and replaced in the text, because no tree holds half a character or 1e400.
            JsonNode document = JsonNode.Parse(whole)!;
            Places(document).ElementAt(k)("MARK");
            string marked = document.ToJsonString();
            foreach (string value in Values) refused += Refuses(run, file, marked.Replace("\"MARK\"", value, StringComparison.Ordinal));
            // The member is missing.
            document = JsonNode.Parse(whole)!;
            Places(document).ElementAt(k)(null);
            refused += Refuses(run, file, document.ToJsonString());
        }
        Assert.True(refused > count * Values.Length / 4, $"{refused} of {count * Values.Length} refused");
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
        Study? study = Study.Of(run);
        if (study is null) return;
        RunReader.Find(path, study.Identity);
        RunResults results = RunResults.Of(study.Preset, StudyDocument.Of(study.Settings), snapshots);
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

    // Replaces each value of a document by a text, or removes it.
    private static IEnumerable<Action<string?>> Places(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (string name in members.Select(member => member.Key).ToArray())
            {
                yield return text =>
                {
                    if (text is null) members.Remove(name);
                    else members[name] = text;
                };
                if (members[name] is { } inner)
                {
                    foreach (Action<string?> place in Places(inner)) yield return place;
                }
            }
        }
        else if (node is JsonArray items)
        {
            // Long lists of alike values: the first two and the last.
            for (int k = 0; k < items.Count; k = k == 1 && items.Count > 3 ? items.Count - 1 : k + 1)
            {
                int at = k;
                yield return text =>
                {
                    if (text is null) items.RemoveAt(at);
                    else items[at] = text;
                };
                if (items[at] is { } inner)
                {
                    foreach (Action<string?> place in Places(inner)) yield return place;
                }
            }
        }
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
