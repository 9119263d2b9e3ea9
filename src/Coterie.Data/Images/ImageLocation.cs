namespace Coterie.Data;

/// <summary>
/// Finds a data set of images under a folder: the folder itself, or a folder or archive in it whose name begins with the data set's,
/// in any spelling (<c>cifar-10-batches-bin</c>, <c>PlantVillage-Dataset</c>).
/// </summary>
internal static class ImageLocation
{
    /// <summary>
    /// The folder or archive, or null. Of several, one in the original form is chosen, then the one with the most images.
    /// </summary>
    /// <param name="place">A folder to look in, or the archive itself.</param>
    /// <param name="set">The data set.</param>
    /// <param name="source">Tells what belongs to it.</param>
    /// <param name="cancellation">Stops counting images.</param>
    /// <exception cref="InputException">A folder cannot be read.</exception>
    public static string? Find(string place, DataSetInfo set, ImageSource source, CancellationToken cancellation)
    {
        if (File.Exists(place)) return place;
        if (!Directory.Exists(place)) return null;
        if (source.IsDataFolder(set, place)) return place;
        string[] candidates = [.. Candidates(place, set, source, cancellation).Distinct(StringComparer.Ordinal)];
        return candidates.Length <= 1
            ? candidates.FirstOrDefault()
            : candidates.OrderBy(path => source.IsOriginal(path) ? 0 : 1)
                .ThenByDescending(path => CountImages(path, cancellation))
                .ThenBy(path => path, StringComparer.Ordinal)
                .First();
    }

    private static IEnumerable<string> Candidates(string folder, DataSetInfo set, ImageSource source, CancellationToken cancellation)
    {
        string[] entries;
        try
        {
            entries = Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{folder}: cannot be read: {e.Message}", e);
        }
        foreach (string entry in entries.Where(entry => IsNamed(Path.GetFileName(entry), set.Name)).Order(StringComparer.Ordinal))
        {
            if (Directory.Exists(entry))
            {
                if (Find(entry, set, source, cancellation) is { } found) yield return found;
            }
            else if (source.IsArchive(entry))
            {
                yield return entry;
            }
        }
    }

    private static bool IsNamed(string entry, string name)
    {
        string letters = string.Concat(entry.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        // CIFAR-100 begins like CIFAR-10.
        return letters.StartsWith(name, StringComparison.Ordinal) && !letters.AsSpan(name.Length).StartsWith("0");
    }

    private static int CountImages(string path, CancellationToken cancellation)
    {
        try
        {
            using ImageArchive archive = ImageArchive.Open(path, cancellation);
            return archive.Images.Count;
        }
        catch (InputException)
        {
            // If it is chosen all the same, reading it reports the error.
            return 0;
        }
    }
}
