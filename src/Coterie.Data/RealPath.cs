namespace Coterie.Data;

/// <summary>The path of a file or folder without symbolic links, neither in its last part nor in the folders above it.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    /// <summary>Follows every link of a path. What does not exist stays as it is named.</summary>
    /// <exception cref="IOException">The links form a ring.</exception>
    public static string Of(string path) => Follow(Path.GetFullPath(path), 0);

    // File.ResolveLinkTarget resolves ".." in a link's target by text, and so misses the file if the link's folder is itself a link.
    private static string Follow(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        string folder = Follow(parent, links), real = Path.Combine(folder, Path.GetFileName(path));
        if (new FileInfo(real).LinkTarget is not { } next) return real;
        return links < MaxLinks
            ? Follow(Path.GetFullPath(next, folder), links + 1)
            : throw new IOException("too many levels of symbolic links");
    }
}
