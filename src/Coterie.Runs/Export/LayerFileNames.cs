namespace Coterie.Runs.Export;

/// <summary>
/// Names of layers as names of files: letters, digits and <c>-_.</c> stay, other characters become <c>_</c>, and where two become the same
/// the later one gets a number.
/// </summary>
internal static class LayerFileNames
{
    private const int Longest = 100;

    /// <summary>The file name of each layer, without an ending.</summary>
    /// <param name="layers">The names of all layers of the run, in order.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> layers)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        // Windows and macOS take names in any case for the same.
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string layer in layers)
        {
            string plain = string.Concat(layer.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
            plain = plain.TrimStart('.', '-');
            if (plain.Length == 0) plain = "layer";
            string name = plain;
            for (int k = 2; !taken.Add(name); k++) name = $"{plain}-{k}";
            names.Add(layer, name);
        }
        return names;
    }
}
