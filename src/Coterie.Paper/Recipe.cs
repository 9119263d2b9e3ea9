using Coterie.Training;

namespace Coterie.Paper;

/// <summary>
/// How the paper's networks may have been trained. It names Keras and neither optimiser nor batch: there are its example of a multilayer
/// perceptron, which the networks for MNIST look like, and what Keras takes where nothing is said.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Optimizer">How weights follow their gradients.</param>
/// <param name="Batch">The samples of a training step.</param>
/// <param name="Description">What it is, in a line.</param>
public sealed record Recipe(string Name, Optimizer Optimizer, int Batch, string Description)
{
    /// <summary>Every recipe.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
    [
        new("keras-default", Optimizer.Adam, 32, "Adam in batches of 32: what Keras takes where nothing is said"),
        new("keras-mlp", Optimizer.RmsProp2021, 128, "RMSprop in batches of 128: Keras' example of a multilayer perceptron in 2021"),
    ];

    /// <summary>The recipe taken unless another is named.</summary>
    public static Recipe Default => All[0];

    /// <summary>Finds a recipe.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">There is no recipe with that name.</exception>
    public static Recipe Find(string name)
    {
        return All.FirstOrDefault(recipe => recipe.Name == name)
            ?? throw new InputException($"recipe: found '{name}', expected {string.Join(" or ", All.Select(recipe => recipe.Name))}");
    }

    /// <summary>A study's training by this recipe; network, dropout and learning rate stay.</summary>
    /// <param name="training">The study's own.</param>
    public TrainingSettings Of(TrainingSettings training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return training with { Optimizer = Optimizer, Batch = Batch };
    }
}
