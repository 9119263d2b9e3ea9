using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Coterie.Runs;
using Coterie.Runs.Folder;
using Coterie.Runs.Results;

namespace Coterie.Paper.Tests;

public sealed class ComparisonPageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coterie").FullName;

    // Two layers and two classes, so that the page is short enough to read.
    private static readonly Comparison Comparison = Comparison.Of(
    [
        Example.Study("mnist", 3, Example.Follows) with
        {
            Settings = new StudyDocument
            {
                DataSet = "mnist",
                Network = "mlp",
                Hidden = [512, 512],
                Dropout = 0.2,
                Optimizer = "rmsProp",
                LearningRate = 0.001,
                Batch = 128,
                Epochs = 10,
                Snapshots = 20,
                Device = "cpu",
            },
            Images = new DataSummary(100, 20, 28, 28, ["0", "1"], ["a.zip: 3 bad images are left out"]),
        },
        Example.Study("mnist-mixed", 2, Example.Swings),
        Example.Study("mnist", 3, Example.Follows) with { Top = 25 },
    ]);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_page_is_as_expected()
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "expected.md"));

        Assert.Equal(expected, ComparisonPage.Render(Comparison));
    }

    [Fact]
    public void Layers_too_narrow_for_S_are_listed()
    {
        StudyRuns study = Example.Study("mnist", 2, Example.Follows);
        StudyRuns narrow = study with
        {
            Seeds = [.. study.Seeds.Select(seed => (Snapshot[])[.. seed.Select(WithNarrowFirstLayer)])],
        };

        string page = ComparisonPage.Render(Comparison.Of([narrow]));

        Assert.Contains("## Layers too narrow for S", page, StringComparison.Ordinal);
        Assert.Contains(
            "| mnist | hidden1 | 3 | 40 of 40 | 3 representatives for each of 2 classes are 2 for each of the 3 neurons |\n",
            page,
            StringComparison.Ordinal);
        Assert.DoesNotContain("| mnist | hidden2 |", page, StringComparison.Ordinal);

        static Snapshot WithNarrowFirstLayer(Snapshot snapshot) => new(
            snapshot.Number,
            snapshot.Epoch,
            snapshot.Step,
            snapshot.Values,
            [snapshot.Layers[0] with { Neurons = 3, Top = 3 }, snapshot.Layers[1]]);
    }

    [Fact]
    public void The_same_comparison_is_written_to_the_same_bytes()
    {
        string again = Path.Combine(folder, "again", "deeper");
        ComparisonPage.Write(folder, Comparison);
        ComparisonPage.Write(again, Comparison);

        string[] names =
        [
            ComparisonPage.PageName, ComparisonPage.DocumentName, ComparisonPage.FigureName, ComparisonPage.CorrelationsName,
        ];
        foreach (string name in names)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name));
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(again, name)));
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        }
    }

    [Fact]
    public void The_document_reads_back()
    {
        ComparisonPage.Write(folder, Comparison);

        Comparison read = Json.Read<Comparison>(Path.Combine(folder, ComparisonPage.DocumentName));

        Assert.Equal(JsonSerializer.Serialize(Comparison, Json.Options), JsonSerializer.Serialize(read, Json.Options));
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_refused_in_one_line()
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        Assert.Throws<InputException>(() => ComparisonPage.Write(Path.Combine(file, "folder"), Comparison));
    }

    [Theory]
    [InlineData(1, 400, 310)]
    [InlineData(4, 3 * 400, 2 * 310)]
    public void Figure_1_has_a_panel_for_each_study(int studies, int width, int height)
    {
        XElement figure = Parse(Figure1.Draw([.. Enumerable.Repeat(Comparison.Studies[0], studies)]));

        Assert.Equal(($"{width}", $"{height}"), (figure.Attribute("width")!.Value, figure.Attribute("height")!.Value));
        Assert.Equal(studies, Count(figure, SvgFigure.Vermilion.ToHex(), Example.Snapshots));
        Assert.NotEmpty(Drawn(figure, SvgFigure.Blue.ToHex()));
    }

    [Fact]
    public void What_has_no_values_is_not_drawn()
    {
        StudyComparison study = Comparison.Studies[0];
        StudyCurves curves = new([1, 2, 3], [5, 5, 5], [null, null, null], [0.1, null, 0.2]);
        XElement figure = Parse(Figure1.Draw([study with { Curves = curves }]));

        Assert.Equal(1, Count(figure, SvgFigure.Vermilion.ToHex(), 3));
        Assert.Empty(Drawn(figure, SvgFigure.Blue.ToHex()));
        Assert.DoesNotContain("NaN", figure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_is_scaled_between_its_ends_and_one_that_stands_still_lies_in_the_middle()
    {
        Assert.Equal([0, null, 0.25, 1], Figure1.Scale([2, null, 3, 6]));
        Assert.Equal([0.5, 0.5], Figure1.Scale([7, 7]));
        Assert.Equal([null], Figure1.Scale([null]));
    }

    [Fact]
    public void The_correlations_figure_draws_a_range_for_each_of_ours()
    {
        XElement figure = Parse(CorrelationFigure.Draw(Comparison.Studies));

        // Two layers of four modularities, nodes per community and entropy, in two studies.
        Assert.Equal(2 * 10, Count(figure, SvgFigure.Blue.ToHex(), 2));
    }

    private static XElement Parse(byte[] svg)
    {
        return XDocument.Parse(Encoding.UTF8.GetString(svg)).Root!;
    }

    private static int Count(XElement figure, string colour, int points)
    {
        return Drawn(figure, colour).Count(element => Points(element) == points);
    }

    // Skia turns dashes into shapes that are filled.
    private static IEnumerable<XElement> Drawn(XElement figure, string colour)
    {
        return figure.Descendants()
            .Where(element => element.Attribute("stroke")?.Value == colour || element.Attribute("fill")?.Value == colour);
    }

    private static int Points(XElement element)
    {
        return element.Attribute("d")?.Value.Count(letter => letter is 'M' or 'L') ?? 0;
    }
}
