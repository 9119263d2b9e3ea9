using System.IO.Hashing;

namespace Coterie.Runs.Folder;

/// <summary>The checksum of a file's content, which shows damage: XXH3 with 128 bits.</summary>
internal static class Checksum
{
    private const string Prefix = "xxh128:";

    public static string Of(string path)
    {
        XxHash128 hash = new();
        using FileStream stream = File.OpenRead(path);
        hash.Append(stream);
        return Prefix + Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Refuses a file whose content is not what was written.</summary>
    /// <exception cref="InputException">
    /// The file is missing, cannot be read, or its content differs. An unknown kind of checksum is not checked.
    /// </exception>
    public static void Require(string path, string expected)
    {
        try
        {
            string found = Of(path);
            if (!expected.StartsWith(Prefix, StringComparison.Ordinal) || found == expected) return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bool isMissing = e is FileNotFoundException or DirectoryNotFoundException;
            string what = isMissing ? "found no such file, expected one of the run's" : $"cannot be read: {e.Message}";
            throw new InputException($"{path}: {what}", e);
        }
        throw new InputException($"{path}: is damaged: its content is not what the run wrote; run it again with another --out");
    }
}
