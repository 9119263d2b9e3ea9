using System.Globalization;
using System.Text;
using Coterie.Data;
using Coterie.Statistics;

namespace Coterie.Paper;

/// <summary>Writes how close the networks of each recipe are to the paper's, as a Markdown page with a figure.</summary>
public static class RecipesPage
{
    /// <summary>The page's file name.</summary>
    public const string PageName = "recipes.md";

    /// <summary>The figure's file name.</summary>
    public const string FigureName = "recipes.svg";

    /// <summary>Writes the page and the figure; the same comparisons always give the same bytes.</summary>
    /// <param name="folder">The folder to write to.</param>
    /// <param name="recipes">The comparison of each recipe.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<RecipeComparison> recipes)
    {
        AtomicFile.Write(Path.Combine(folder, PageName), stream => stream.Write(Encoding.UTF8.GetBytes(Render(recipes))));
        AtomicFile.Write(Path.Combine(folder, FigureName), stream => stream.Write(RecipesFigure.Draw(recipes)));
    }

    /// <summary>The page.</summary>
    /// <param name="recipes">The comparison of each recipe.</param>
    public static string Render(IReadOnlyList<RecipeComparison> recipes)
    {
        StringBuilder page = new();
        page.Append("""
            # The recipes beside the paper

            The paper names Keras, but neither optimiser nor batch. Each recipe is a way in which its networks may have been trained; all
            else is alike. Coefficients are with running training accuracy, medians over seeds; entropy is of non-zero activations.


            """);
        foreach (RecipeComparison recipe in recipes)
        {
            page.Append(CultureInfo.InvariantCulture, $"- {recipe.Recipe.Name}: {recipe.Recipe.Description}\n");
        }
        page.Append("\n## Accuracy at the last snapshot, per cent\n\n");
        Markdown.Table(
            page,
            ["study", .. recipes.SelectMany(recipe => (string[])[$"{recipe.Recipe.Name}: train", "test"]), "the paper: train", "test"],
            PaperFigures.Studies.Where(study => recipes.Any(recipe => Find(recipe, study.Study) is not null)).Select(study => (string[])
            [
                study.Study,
                .. recipes.Select(recipe => Find(recipe, study.Study)?.Accuracy).SelectMany(accuracy => (string[])
                    [Markdown.Percent(100 * accuracy?.Running), Markdown.Percent(100 * accuracy?.Test)]),
                Markdown.Percent(study.TrainAccuracy), Markdown.Percent(study.TestAccuracy),
            ]));
        page.Append("## How close the tables are\n\nMean absolute difference of the coefficients from the paper's; r over them.\n\n");
        Markdown.Table(
            page,
            ["study", "table", "figures", .. recipes.SelectMany(recipe => (string[])[$"{recipe.Recipe.Name}: difference", "r"])],
            from study in PaperFigures.Studies
            where recipes.Any(recipe => Find(recipe, study.Study) is not null)
            from table in Enumerable.Range(3, 4)
            let fits = recipes.Select(recipe => FigureFit.Of(Figures(Find(recipe, study.Study), table))).ToArray()
            where fits.Any(fit => fit.Figures > 0)
            select (string[])
            [
                study.Study, $"{table}", $"{fits.Max(fit => fit.Figures)}",
                .. fits.SelectMany(fit => (string[])[Markdown.Coefficient(fit.MeanAbsoluteDifference), Markdown.Coefficient(fit.R)]),
            ]);
        page.Append(CultureInfo.InvariantCulture, $"![Each recipe's coefficients beside the paper's]({FigureName})\n");
        return page.ToString();
    }

    private static StudyComparison? Find(RecipeComparison recipe, string study) =>
        recipe.Comparison.Studies.FirstOrDefault(found => found.Study == study);

    /// <summary>The figures of a table of the paper that the page compares.</summary>
    private static IEnumerable<ComparedFigure> Figures(StudyComparison? study, int table)
    {
        // A class's accuracy is not known in training mode.
        AccuracyKind accuracy = table == 6 ? AccuracyKind.Evaluated : Comparison.Accuracy;
        return (study?.Figures ?? []).Where(figure =>
            figure.Table == table && figure.Accuracy == accuracy && figure.Form is null or Comparison.Form);
    }

    /// <summary>Pearson's coefficients of Tables 3 to 5, of the page.</summary>
    internal static IReadOnlyList<ComparedFigure> Coefficients(StudyComparison? study) =>
        [.. Enumerable.Range(3, 3).SelectMany(table => Figures(study, table)).Where(figure => figure.Coefficient == Coefficient.Pearson)];
}
