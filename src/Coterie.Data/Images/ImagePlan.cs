namespace Coterie.Data;

/// <summary>Which images of an archive belong to a data set, decided before any is decoded.</summary>
/// <param name="ClassNames">A name for each class.</param>
/// <param name="Train">The training images, in their order.</param>
/// <param name="Test">The test images, in their order.</param>
/// <param name="Warnings">What was left out, one line each.</param>
internal sealed record ImagePlan(IReadOnlyList<string> ClassNames, Sample[] Train, Sample[] Test, IReadOnlyList<string> Warnings);
