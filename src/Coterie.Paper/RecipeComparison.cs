namespace Coterie.Paper;

/// <summary>The comparison with the paper of networks trained by one recipe.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Comparison">What came of it.</param>
public sealed record RecipeComparison(Recipe Recipe, Comparison Comparison)
{
    /// <summary>Reads what is finished of every recipe.</summary>
    /// <param name="folder">The folder with a folder for each recipe.</param>
    /// <exception cref="InputException">A run is damaged, or the seeds of a study differ in their settings.</exception>
    public static IReadOnlyList<RecipeComparison> Read(string folder)
    {
        return
        [
            .. from recipe in Recipe.All
               let runs = PaperFolder.Read(Path.Combine(folder, recipe.Name))
               where runs.Count > 0
               select new RecipeComparison(recipe, Comparison.Of(runs)),
        ];
    }
}
