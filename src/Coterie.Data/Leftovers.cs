namespace Coterie.Data;

/// <summary>Clears what killed processes left in the cache: files under their temporary names (<see cref="AtomicFile"/>).</summary>
internal static class Leftovers
{
    private static readonly string[] Patterns = ["*.part", "*.partial"];

    /// <summary>Deletes the temporary files of a folder that no process has open.</summary>
    public static void Clear(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string path in Patterns.SelectMany(pattern => Directory.GetFiles(folder, pattern))) AtomicFile.Clear(path);
    }
}
