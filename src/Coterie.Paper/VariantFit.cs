using Coterie.Entropy;

namespace Coterie.Paper;

/// <summary>How close a table's correlations are to the published ones under one choice of what the paper does not give.</summary>
/// <param name="Table">The paper's table, 3 to 6.</param>
/// <param name="Top">S; null if the table does not depend on it.</param>
/// <param name="Bins">R; null if the table does not depend on it.</param>
/// <param name="Accuracy">Which training accuracy.</param>
/// <param name="Form">Which form of entropy; null for measures other than entropy.</param>
/// <param name="Fit">How close.</param>
public sealed record VariantFit(int Table, int? Top, int? Bins, AccuracyKind Accuracy, EntropyForm? Form, FigureFit Fit);
