using System.Buffers;

namespace Coterie.Data;

/// <summary>
/// Writes a file beside its final name and renames it once it is complete: a reader never finds half a file, and the old file stays
/// if writing fails. A symbolic link is followed: the link stays, and the file it leads to is replaced, or created if it is missing.
/// </summary>
/// <remarks>
/// On Unix the new file keeps the permissions of the one it replaces. Content and name are flushed to the disk. Without
/// <see cref="Commit"/>, <see cref="Dispose"/> deletes what was written.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private const string Ending = ".part";
    private const int TokenLength = 32;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    // A file's name has at most 255 bytes, of which the token and the ending need some.
    private const int LongestStem = 60;

    private readonly string target;
    private readonly string part;
    private bool isCommitted;

    /// <summary>
    /// Creates the file to write to, in the folder of the final name, under a name that no other file has. What killed processes left of
    /// the same file is deleted.
    /// </summary>
    /// <param name="path">The final name. Several processes may write it at once; the last to finish wins.</param>
    /// <exception cref="IOException">The file cannot be created, or the name is that of a pipe or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public AtomicFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        target = new FileInfo(path).LinkTarget is null ? path : RealPath.Of(path);
        // Renaming would replace /dev/stdout or /dev/null itself, for every program.
        if (IsDevice(Path.GetFullPath(path)) || IsDevice(Path.GetFullPath(target)))
            throw new IOException("found a device, expected a file");
        if (UnixFiles.IsSpecial(target)) throw new IOException("found a pipe or a device, expected a file");
        ClearLeftovers();
        part = Path.Combine(Folder, $"{Stem(target)}.{Guid.NewGuid():N}{Ending}");
        // Not followed if somebody put a link there.
        Stream = new(part, FileMode.CreateNew, FileAccess.ReadWrite);
    }

    /// <summary>Receives the content.</summary>
    public FileStream Stream { get; }

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(target)) ?? Path.GetFullPath(target);

    /// <summary>Writes a file whole.</summary>
    /// <param name="path">The final name; an existing file is replaced.</param>
    /// <param name="write">Writes the content; what it throws, other than an I/O error, is passed on.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(write);
        FileErrors.Name(path, "cannot be written", () =>
        {
            using AtomicFile file = new(path);
            write(file.Stream);
            file.Commit();
        });
    }

    /// <summary>Whether a file may be what a killed process left of a file that it was writing.</summary>
    /// <param name="name">The name of the file in its folder.</param>
    /// <param name="target">The final name of what was written.</param>
    internal static bool IsLeftover(string name, string target)
    {
        ArgumentNullException.ThrowIfNull(name);
        string stem = Stem(target);
        return name.Length == stem.Length + 1 + TokenLength + Ending.Length
            && name.StartsWith($"{stem}.", StringComparison.Ordinal)
            && name.EndsWith(Ending, StringComparison.Ordinal)
            && name.AsSpan(stem.Length + 1, TokenLength).IndexOfAnyExcept(HexDigits) < 0;
    }

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
        UnixFiles.FlushFolder(Folder);
    }

    /// <summary>Closes the file, and deletes it if it was not committed.</summary>
    public void Dispose()
    {
        if (isCommitted) return;
        try
        {
            Stream.Dispose();
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            // The user must hear of the error that made writing fail, not of this one.
        }
        Delete(part);
    }

    /// <summary>Deletes a file that a killed process left, unless a living one has it open or the system refuses.</summary>
    /// <param name="path">The file.</param>
    internal static void Clear(string path)
    {
        try
        {
            // Who writes a file has it locked.
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            return;
        }
        Delete(path);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            // It stays, and does no harm.
        }
    }

    private static string Stem(string target)
    {
        string name = Path.GetFileName(target);
        return name.Length > LongestStem ? name[..LongestStem] : name;
    }

    private void ClearLeftovers()
    {
        string[] left;
        try
        {
            left = [.. Directory.EnumerateFiles(Folder).Where(path => IsLeftover(Path.GetFileName(path), target))];
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            return;
        }
        foreach (string path in left) Clear(path);
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/proc/", StringComparison.Ordinal)
        || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal));
}
