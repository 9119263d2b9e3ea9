using ScottPlot;

namespace Coterie.Paper;

/// <summary>Pearson's coefficients of Tables 3 to 5 by each recipe beside the paper's; one panel for each study.</summary>
internal static class RecipesFigure
{
    private const int RowHeight = 15;

    /// <summary>Draws the figure.</summary>
    /// <param name="recipes">The comparison of each recipe.</param>
    /// <returns>An SVG document; the same for the same comparisons.</returns>
    public static byte[] Draw(IReadOnlyList<RecipeComparison> recipes)
    {
        string[] studies =
        [
            .. recipes.SelectMany(recipe => recipe.Comparison.Studies).Select(study => study.Study).Distinct(StringComparer.Ordinal),
        ];
        int rows = studies.Max(study => recipes.Max(recipe => Figures(recipe, study).Count));
        return RowChart.Draw(studies.Select(study => new Action<Plot>(plot => Panel(plot, study, recipes))), rows, RowHeight);
    }

    private static IReadOnlyList<ComparedFigure> Figures(RecipeComparison recipe, string study) =>
        RecipesPage.Coefficients(recipe.Comparison.Studies.FirstOrDefault(found => found.Study == study));

    private static void Panel(Plot plot, string study, IReadOnlyList<RecipeComparison> recipes)
    {
        (MarkerShape Shape, Color Color)[] looks =
            [(MarkerShape.FilledCircle, SvgFigure.Blue), (MarkerShape.FilledTriangleUp, SvgFigure.Green)];
        IReadOnlyList<ComparedFigure> first = recipes.Select(recipe => Figures(recipe, study)).First(figures => figures.Count > 0);
        foreach ((RecipeComparison recipe, (MarkerShape shape, Color color)) in recipes.Zip(looks))
        {
            RowChart.Points(plot, Figures(recipe, study).Select(figure => figure.Ours?.Median), recipe.Recipe.Name, shape, color);
        }
        RowChart.Points(
            plot,
            first.Select(figure => figure.Doubtful ? null : figure.Theirs),
            "the paper",
            MarkerShape.OpenDiamond,
            SvgFigure.Vermilion);
        RowChart.Frame(plot, study, "Pearson's r with running training accuracy", [.. first.Select(CorrelationFigure.NameOf)]);
    }
}
