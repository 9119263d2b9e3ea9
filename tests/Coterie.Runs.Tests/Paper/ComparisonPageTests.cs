using System.Text.Json;
using System.Xml.Linq;
using Coterie.Runs.Paper;

namespace Coterie.Runs.Tests.Paper;

public sealed class ComparisonPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coterie").FullName;

    // Two layers and two classes, so that the page can be read to its end.
    private static readonly Comparison Comparison = Comparison.Of(
    [
        Example.Study("mnist", 3, Example.Follows),
        Example.Study("mnist-mixed", 2, Example.Swings),
        Example.Study("mnist", 3, Example.Follows) with { Top = 25 },
    ]);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_page_is_as_it_was()
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Paper", "expected.md"));

        Assert.Equal(expected, ComparisonPage.Render(Comparison));
    }

    [Fact]
    public void The_same_comparison_is_written_to_the_same_bytes()
    {
        string again = Path.Combine(_folder, "again", "deeper");
        ComparisonPage.Write(_folder, Comparison);
        ComparisonPage.Write(again, Comparison);

        foreach (string name in new[] { ComparisonPage.PageName, ComparisonPage.DocumentName, ComparisonPage.FigureName })
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, name));
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(again, name)));
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        }
    }

    [Fact]
    public void The_document_reads_back()
    {
        ComparisonPage.Write(_folder, Comparison);

        Comparison read = Json.Read<Comparison>(Path.Combine(_folder, ComparisonPage.DocumentName));

        Assert.Equal(JsonSerializer.Serialize(Comparison, Json.Options), JsonSerializer.Serialize(read, Json.Options));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_clear_line()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Throws<InputException>(() => ComparisonPage.Write(Path.Combine(file, "folder"), Comparison));
    }

    [Fact]
    public void Figure_1_has_a_panel_for_each_study_and_stays_inside_it()
    {
        StudyComparison study = Comparison.Studies[0];
        XDocument figure = Figure1.Draw([.. Enumerable.Repeat(study, 5)]);
        XNamespace svg = "http://www.w3.org/2000/svg";

        Assert.Equal(5, figure.Descendants(svg + "g").Count());
        Assert.Equal("960", figure.Root!.Attribute("width")!.Value);
        Assert.All(figure.Descendants(svg + "g"), panel => Assert.Equal(3, Lines(panel).Count()));
        foreach (XElement path in figure.Descendants(svg + "g").SelectMany(Lines))
        {
            double[] numbers = [.. path.Attribute("d")!.Value.Split(' ', 'M', 'L').Where(part => part.Length > 0).Select(double.Parse)];
            Assert.Equal(2 * Example.Snapshots, numbers.Length);
            Assert.All(numbers, number => Assert.InRange(number, 0, 320));
        }
    }

    [Fact]
    public void What_has_no_values_is_not_drawn_and_what_stands_still_is()
    {
        StudyComparison study = Comparison.Studies[0];
        XDocument figure = Figure1.Draw(
            [study with { Curves = new StudyCurves([1, 2, 3], [5, 5, 5], [null, null, null], [0.1, null, 0.2]) }]);
        XNamespace svg = "http://www.w3.org/2000/svg";

        string[] paths = [.. figure.Descendants(svg + "g").SelectMany(Lines).Select(path => path.Attribute("d")!.Value)];

        Assert.Equal(["M44 110 L175 110 L306 110", "", "M44 186 M306 34"], paths);
    }

    // The grid has no fill to take away.
    private static IEnumerable<XElement> Lines(XElement panel)
    {
        return panel.Elements(panel.Name.Namespace + "path").Where(path => path.Attribute("fill") is not null);
    }
}
