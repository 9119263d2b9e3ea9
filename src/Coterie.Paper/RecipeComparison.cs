namespace Coterie.Paper;

/// <summary>The comparison with the paper of networks trained by one recipe.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Comparison">What came of it.</param>
public sealed record RecipeComparison(Recipe Recipe, Comparison Comparison)
{
    /// <summary>The comparison of every recipe of which something is finished.</summary>
    /// <param name="folder">The folder with a folder for each recipe.</param>
    /// <param name="known">One that is at hand, and need not be read and compared again.</param>
    /// <exception cref="InputException">A run is damaged, or the seeds of a study differ in their settings.</exception>
    public static IReadOnlyList<RecipeComparison> Of(string folder, RecipeComparison known)
    {
        return [.. Recipe.All.Select(recipe => recipe == known.Recipe ? known : Read(folder, recipe)).OfType<RecipeComparison>()];
    }

    private static RecipeComparison? Read(string folder, Recipe recipe)
    {
        IReadOnlyList<StudyRuns> runs = PaperFolder.Read(Path.Combine(folder, recipe.Name));
        return runs.Count == 0 ? null : new RecipeComparison(recipe, Comparison.Of(runs));
    }
}
