namespace Coterie.Bench.Compare;

/// <summary>What a work found, by name: both kinds of worker call the same thing the same.</summary>
internal sealed class Figures() : Dictionary<string, double>(StringComparer.Ordinal)
{
    /// <summary>Puts <c>layer1.</c> and so on before the names of each layer's figures.</summary>
    public static Figures OfLayers<T>(IReadOnlyList<T> layers, Func<T, IEnumerable<KeyValuePair<string, double>>> of)
    {
        Figures figures = new();
        for (int l = 0; l < layers.Count; l++)
        {
            foreach ((string name, double value) in of(layers[l])) figures.Add($"layer{l + 1}.{name}", value);
        }
        return figures;
    }
}
