namespace Coterie.Data;

/// <summary>
/// Where a data set of images is under a folder: the folder itself, or a folder or archive in it whose name begins with the
/// data set's, however it is spelled (<c>cifar-10-batches-bin</c>, <c>PlantVillage-Dataset</c>).
/// </summary>
internal static class ImageLocation
{
    private static readonly string[] TarEndings = [".tar.gz", ".tgz", ".tar"];

    /// <summary>
    /// The folder or file, or null. Of several, CIFAR-10's canonical form goes before images, which were compressed again; then most
    /// images go first.
    /// </summary>
    public static string? Find(string place, DataSetInfo set)
    {
        if (File.Exists(place) || IsItself(place, set)) return place;
        if (!Directory.Exists(place)) return null;
        string[] candidates = [.. Candidates(place, set).Distinct(StringComparer.Ordinal)];
        return candidates.Length <= 1
            ? candidates.FirstOrDefault()
            : candidates.OrderBy(path => IsCanonical(path, set) ? 0 : 1).ThenByDescending(CountImages).ThenBy(path => path, StringComparer.Ordinal).First();
    }

    /// <summary>What there should be, for messages.</summary>
    public static string Expected(DataSetInfo set) =>
        set.Format == DataSetFormat.Cifar ? "cifar-10-binary.tar.gz" : "segmented/CROP___CONDITION/*.jpg";

    /// <summary>Whether it is CIFAR-10's binary version, to judge by the folder's files or the archive's name and beginning.</summary>
    public static bool IsCanonical(string path, DataSetInfo set) =>
        set.Format == DataSetFormat.Cifar && (Directory.Exists(path) ? CifarBinary.IsIn(path) : !IsZip(path));

    private static IEnumerable<string> Candidates(string folder, DataSetInfo set)
    {
        string[] entries;
        try
        {
            entries = Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be read: {e.Message}", e);
        }
        foreach (string entry in entries.Where(entry => IsNamed(Path.GetFileName(entry), set)).Order(StringComparer.Ordinal))
        {
            if (Directory.Exists(entry))
            {
                if (Find(entry, set) is { } found) yield return found;
            }
            else if (IsArchive(entry, set))
            {
                yield return entry;
            }
        }
    }

    private static bool IsItself(string folder, DataSetInfo set)
    {
        if (!Directory.Exists(folder)) return false;
        bool Has(string below) => Directory.Exists(Path.Combine(folder, below));
        return set.Format == DataSetFormat.Cifar
            ? CifarBinary.IsIn(folder) || set.ClassNames.Any(name => Has(Path.Combine("train", name)) && Has(Path.Combine("test", name)))
            : Has("segmented") || Directory.EnumerateDirectories(folder).Any(below => PlantVillage.IsClassFolder(Path.GetFileName(below)));
    }

    private static bool IsNamed(string name, DataSetInfo set)
    {
        string letters = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        // CIFAR-100 begins like CIFAR-10.
        return letters.StartsWith(set.Name, StringComparison.Ordinal) && !letters.AsSpan(set.Name.Length).StartsWith("0");
    }

    // The versions for Python and Matlab are other files under like names.
    private static bool IsArchive(string path, DataSetInfo set) =>
        path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
        || (set.Format == DataSetFormat.Cifar
            && Array.Exists(TarEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            && Path.GetFileName(path).Contains("bin", StringComparison.OrdinalIgnoreCase));

    private static bool IsZip(string path)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.ReadByte() == 'P' && file.ReadByte() == 'K';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static int CountImages(string path)
    {
        try
        {
            using ImageArchive archive = ImageArchive.Open(path);
            return archive.Images.Count;
        }
        catch (InputException)
        {
            // Whoever reads it in the end hears why.
            return 0;
        }
    }
}
