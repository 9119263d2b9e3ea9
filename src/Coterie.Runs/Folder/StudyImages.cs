namespace Coterie.Runs.Folder;

/// <summary>The images that a study was made with.</summary>
/// <param name="Train">How many for training.</param>
/// <param name="Test">How many for the test.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Classes">The classes' names, in the order of the labels.</param>
/// <param name="Warnings">What was left out of the data set, a line each.</param>
public sealed record StudyImages(
    int Train, int Test, int Height, int Width, IReadOnlyList<string> Classes, IReadOnlyList<string> Warnings);
