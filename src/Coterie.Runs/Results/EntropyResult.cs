using Coterie.Entropy;

namespace Coterie.Runs.Results;

/// <summary>An entropy in its three forms, in nats, summed over neurons.</summary>
/// <param name="Nonzero">Of the histogram of non-zero activations.</param>
/// <param name="All">Of the histogram of all activations.</param>
/// <param name="Share">Of the samples' shares.</param>
public sealed record EntropyResult(double Nonzero, double All, double Share)
{
    internal static EntropyResult Of(Entropies entropies)
    {
        return new EntropyResult(entropies.Nonzero, entropies.All, entropies.Share);
    }
}
