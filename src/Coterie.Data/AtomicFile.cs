namespace Coterie.Data;

/// <summary>
/// Writes a file beside its final name and renames it once it is complete: a reader never finds half a file, and the old file stays
/// if writing fails. A symbolic link is followed: the link stays, and the file it leads to is replaced, or created if it is missing.
/// </summary>
/// <remarks>
/// On Unix the new file keeps the permissions of the one it replaces. Without <see cref="Commit"/>, <see cref="Dispose"/> deletes what
/// was written.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    private readonly string target;
    private readonly string part;
    private bool isCommitted;

    /// <summary>Creates the file to write to, in the folder of the final name.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="shared">
    /// Whether several processes may write the same file at once. Each then writes to a name of its own, and the last to finish wins.
    /// Otherwise the name is <see cref="Beside"/>, so that the next write takes the place of what a killed process left.
    /// </param>
    /// <exception cref="IOException">The file cannot be created, or the name is that of a device.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public AtomicFile(string path, bool shared = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        target = FollowLinks(path);
        // Renaming would replace /dev/stdout or /dev/null itself, for every program.
        if (IsDevice(Path.GetFullPath(path)) || IsDevice(Path.GetFullPath(target)))
            throw new IOException("found a device, expected a file");
        part = shared ? $"{target}.{Guid.NewGuid():N}.part" : Beside(target);
        Stream = new(part, FileMode.Create, FileAccess.ReadWrite);
    }

    /// <summary>Receives the content.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a file whole.</summary>
    /// <param name="path">The final name; an existing file is replaced.</param>
    /// <param name="write">Writes the content; what it throws, other than an I/O error, is passed on.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            using AtomicFile file = new(path);
            write(file.Stream);
            file.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The name under which a file is written before it gets its final name.</summary>
    /// <param name="path">The final name.</param>
    public static string Beside(string path) => path + ".part";

    /// <summary>Flushes the content to the disk, closes the file and gives it its final name.</summary>
    /// <exception cref="IOException">The disk is full, or the final name is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The final name cannot be replaced.</exception>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(part, File.GetUnixFileMode(target));
        File.Move(part, target, overwrite: true);
        isCommitted = true;
    }

    /// <summary>Closes the file, and deletes it if it was not committed.</summary>
    public void Dispose()
    {
        if (isCommitted) return;
        try
        {
            Stream.Dispose();
            File.Delete(part);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The user must hear of the error that made writing fail, not of this one.
        }
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/proc/", StringComparison.Ordinal)
        || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal));

    private static string FollowLinks(string path) =>
        new FileInfo(path).LinkTarget is null ? path : RealPath(Path.GetFullPath(path), 0);

    // File.ResolveLinkTarget resolves ".." in a link's target by text, and so misses the file if the link's folder is itself a link.
    private static string RealPath(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        string folder = RealPath(parent, links), real = Path.Combine(folder, Path.GetFileName(path));
        if (new FileInfo(real).LinkTarget is not { } next) return real;
        return links < MaxLinks
            ? RealPath(Path.GetFullPath(next, folder), links + 1)
            : throw new IOException("too many levels of symbolic links");
    }
}
