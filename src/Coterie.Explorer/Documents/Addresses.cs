namespace Coterie.Explorer.Documents;

/// <summary>The addresses of documents, relative to the page.</summary>
internal static class Addresses
{
    /// <summary>Where all of them begin.</summary>
    public const string Api = "api/v1";

    /// <summary>The list of runs.</summary>
    public const string Runs = $"{Api}/runs";

    /// <summary>A run.</summary>
    public static string Run(string id) => $"{Api}/run?run={Uri.EscapeDataString(id)}";

    /// <summary>What all seeds of a run's study say together.</summary>
    public static string Seeds(string id) => $"{Api}/seeds?run={Uri.EscapeDataString(id)}";

    /// <summary>A layer at a snapshot, by their indices.</summary>
    public static string Layer(string id, int layer, int snapshot) =>
        $"{Api}/layer?run={Uri.EscapeDataString(id)}&layer={layer}&snapshot={snapshot}";

    /// <summary>The histograms of a layer's neurons at a snapshot.</summary>
    public static string Histograms(string id, int layer, int snapshot) =>
        $"{Api}/histograms?run={Uri.EscapeDataString(id)}&layer={layer}&snapshot={snapshot}";

    /// <summary>The samples on which a layer's neurons are most active at a snapshot.</summary>
    public static string Strongest(string id, int layer, int snapshot) =>
        $"{Api}/strongest?run={Uri.EscapeDataString(id)}&layer={layer}&snapshot={snapshot}";

    /// <summary>The image of a sample.</summary>
    public static string Image(string id, long sample) => $"{Api}/image?run={Uri.EscapeDataString(id)}&sample={sample}";

    /// <summary>The communities of a layer that a method found.</summary>
    public static string Communities(string id, int layer, string method) =>
        $"{Api}/communities?run={Uri.EscapeDataString(id)}&layer={layer}&method={Uri.EscapeDataString(method)}";
}
