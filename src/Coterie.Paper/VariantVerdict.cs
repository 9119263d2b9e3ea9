using Coterie.Entropy;

namespace Coterie.Paper;

/// <summary>A verdict under one choice of what the paper leaves open.</summary>
/// <param name="Top">S; null where the figures do not depend on it.</param>
/// <param name="Bins">R; null likewise.</param>
/// <param name="Accuracy">Which training accuracy.</param>
/// <param name="Form">Which form of entropy; null where the figures are of none.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record VariantVerdict(int? Top, int? Bins, AccuracyKind Accuracy, EntropyForm? Form, Verdict Verdict);
