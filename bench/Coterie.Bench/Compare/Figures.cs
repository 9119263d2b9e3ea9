namespace Coterie.Bench.Compare;

/// <summary>The results of a task, by name. Both kinds of worker use the same names.</summary>
internal sealed class Figures() : Dictionary<string, double>(StringComparer.Ordinal)
{
    /// <summary>Collects the values of all layers, with <c>layer1.</c> and so on before their names.</summary>
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
