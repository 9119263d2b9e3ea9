using Coterie.Data;

namespace Coterie.Runs.Folder;

/// <summary>Locks a run folder, so that only one process writes to it.</summary>
internal static class FolderLock
{
    public const string Name = ".lock";

    /// <summary>Creates a folder and its missing parents.</summary>
    /// <returns>The folders that were created, the deepest first.</returns>
    /// <exception cref="InputException">It cannot be created.</exception>
    public static IReadOnlyList<string> CreateFolders(string path)
    {
        List<string> created = [];
        try
        {
            string? folder = Path.GetFullPath(path);
            for (; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)) created.Add(folder);
            Directory.CreateDirectory(path);
            foreach (string made in created) UnixFiles.FlushFolder(Path.GetDirectoryName(made)!);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be created: {e.Message}", e);
        }
        return created;
    }

    /// <summary>Locks a folder until the stream is disposed of or the process ends, even if it is killed.</summary>
    /// <exception cref="InputException">Another process holds the lock, or the folder cannot be written.</exception>
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(
                Path.Combine(path, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            throw new InputException($"{path}: another process is writing this run", e);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Whether an error of <see cref="Take"/> says that another process holds the lock.</summary>
    public static bool IsTaken(InputException e) => e.InnerException is IOException refusal && IsSharingViolation(refusal);

    // The runtime gives the system's own number: ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on macOS and on Linux.
    private static bool IsSharingViolation(IOException e)
    {
        return (e.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsMacOS() ? 35 : 11);
    }
}
