using Coterie.Runs.Folder;
using Coterie.Training.Studies;

namespace Coterie.Training.Tests.Studies;

/// <summary>Every value of the <c>run.json</c> of a study is replaced, in turn (<see cref="EditedJson"/>).</summary>
public class EditedStudyTests
{
    [Fact]
    public void An_edited_study_is_known_by_its_settings_or_refused()
    {
        using TemporaryFolder folder = new();
        string whole = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "format2", RunFiles.Manifest));
        string[] edited = [.. EditedJson.Of(whole)];
        int refused = edited.Count(content => Refuses(folder.Path, content));
        Assert.InRange(refused, edited.Length / 4, edited.Length - 1);
    }

    private static bool Refuses(string folder, string content)
    {
        File.WriteAllText(Path.Combine(folder, RunFiles.Manifest), content);
        try
        {
            if (Study.Of(RunReader.Open(folder)) is { } study) RunReader.Find(folder, study.Identity);
            return false;
        }
        catch (InputException e)
        {
            Assert.Contains(folder, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            return true;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(content, e);
        }
    }
}
