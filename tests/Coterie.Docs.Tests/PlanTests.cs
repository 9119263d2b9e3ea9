using System.Reflection;

namespace Coterie.Docs.Tests;

/// <summary>Every TOML on the pages is a plan of a sweep.</summary>
public class PlanTests
{
    public static TheoryData<string> Paths => [.. Pages.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Plans_are_read_by_the_command(string page)
    {
        IEnumerable<string> plans = DocumentBlocks.In(page).Where(block => block.Language == "toml").Select(block => block.Text);
        Problems.AreNone(plans.Select(Problem).OfType<string>());
    }

    [Fact]
    public void There_are_plans_and_one_that_is_not_read_is_found()
    {
        Assert.Contains(DocumentBlocks.In("docs/guides/sweeps.md"), block => block.Language == "toml");
        Assert.Contains("plan.toml:2: ", Problem("[study]\nepoch = 3"), StringComparison.Ordinal);
        Assert.Contains("plan.toml:2: ", Problem("[axes]\noptimizer = ['adam', 'sgdd']"), StringComparison.Ordinal);
    }

    // The command reads it; what it needs for that is internal there.
    private static string? Problem(string text)
    {
        string folder = Directory.CreateTempSubdirectory("coterie-docs-").FullName;
        try
        {
            string path = Path.Combine(folder, "plan.toml");
            File.WriteAllText(path, text);
            Assembly command = Assembly.LoadFrom(BuiltCommand.Assembly);
            object studies = Activator.CreateInstance(command.GetType("Coterie.Cli.Commands.PlannedStudies", throwOnError: true)!)!;
            object vocabulary = studies.GetType().GetProperty("Vocabulary")!.GetValue(studies)!;
            Type plan = vocabulary.GetType().Assembly.GetType("Coterie.Sweeps.Plans.SweepPlan", throwOnError: true)!;
            plan.GetMethod("Read")!.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [path, vocabulary], culture: null);
            return null;
        }
        catch (Exception e) when (e.GetType().Name == "InputException")
        {
            return $"{e.Message}\n{text}";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
