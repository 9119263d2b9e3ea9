using System.IO.Hashing;
using Coterie.Data;

namespace Coterie.Runs.Folder;

/// <summary>The checksum of a file's content, which shows damage: XXH3 with 128 bits.</summary>
internal static class Checksum
{
    private const string Prefix = "xxh128:";

    /// <summary>The checksum of a file.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static string Of(string path)
    {
        XxHash128 hash = new();
        using FileStream stream = InputFile.Open(path);
        hash.Append(stream);
        return Prefix + Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Refuses a file whose content is not what was written.</summary>
    /// <exception cref="InputException">
    /// The file is missing, cannot be read, its content differs, or the kind of checksum is unknown.
    /// </exception>
    public static void Require(string path, string expected)
    {
        if (!expected.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new InputException($"{path}: its checksum is of an unknown kind, expected {Prefix}…; a newer coterie may open it");
        }
        string found;
        try
        {
            found = Of(path);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            bool isMissing = e is FileNotFoundException or DirectoryNotFoundException;
            string what = isMissing ? "found no such file, expected one of the run's" : $"cannot be read: {e.Message}";
            throw new InputException($"{path}: {what}", e);
        }
        if (found == expected) return;
        throw new InputException($"{path}: is damaged: its content is not what the run wrote; run it again with another --out");
    }
}
