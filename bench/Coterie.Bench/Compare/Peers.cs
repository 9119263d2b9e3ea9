namespace Coterie.Bench.Compare;

/// <summary>The names of the peers in results.</summary>
internal static class Peers
{
    public const string Python = "NumPy + NetworkX + igraph";
    public const string Entropies = "NumPy: entropies over all samples";
    public const string ClassEntropies = "NumPy: entropies over all samples and by class";
    public const string PlainEntropies = "NumPy: np.histogram for each neuron";
    public const string Bisection = "NetworkX: bisection";
}
