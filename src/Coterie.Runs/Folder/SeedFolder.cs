using System.Globalization;

namespace Coterie.Runs.Folder;

/// <summary>The names of the run folders of a study with several seeds: <c>seed-1</c> and so on, inside one folder.</summary>
public static class SeedFolder
{
    private const string Prefix = "seed-";

    /// <summary>The run folder of a seed.</summary>
    /// <param name="folder">The folder of all runs.</param>
    /// <param name="seed">The seed.</param>
    public static string In(string folder, int seed) => Path.Combine(folder, $"{Prefix}{seed}");

    /// <summary>The seed of a run folder that <see cref="In"/> names; null for a folder of another name.</summary>
    /// <param name="folder">The run folder.</param>
    public static int? SeedOf(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            ? seed
            : null;
    }
}
