using Coterie.Entropy;

namespace Coterie.Paper;

/// <summary>A verdict under one choice of the settings that the paper does not give.</summary>
/// <param name="Top">S; null if the correlations do not depend on it.</param>
/// <param name="Bins">R; null if the correlations do not depend on it.</param>
/// <param name="Accuracy">Which training accuracy.</param>
/// <param name="Form">Which form of entropy; null for measures other than entropy.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record VariantVerdict(int? Top, int? Bins, AccuracyKind Accuracy, EntropyForm? Form, Verdict Verdict);
