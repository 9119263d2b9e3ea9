namespace Coterie.Geometry;

/// <summary>How far the samples of a class have collapsed to its mean.</summary>
/// <param name="Nc1">
/// The variability within classes over that between them, <c>tr(Σ_W Σ_B⁺) / C</c> (Papyan, Han and Donoho 2020; in hidden layers Parker et
/// al. 2023, arXiv:2308.02760), with Σ_W the mean over the C classes of each class's covariance (divided by its number of samples) and
/// Σ_B the covariance of the class means around their mean: every class weighs the same, whatever its number of samples. It is 0 where
/// every sample is its class's mean. Null where the class means are the same, or there is one class only.
/// </param>
internal sealed record NeuralCollapse(double? Nc1);
