using Coterie.Data;

namespace Coterie.Cli.Commands;

/// <summary>The file that <c>--json</c> names.</summary>
internal static class JsonTarget
{
    /// <summary>Refuses a file that cannot be written, before hours of work rather than after.</summary>
    /// <exception cref="InputException">Its folder is missing or cannot be written, or it is a folder or a device itself.</exception>
    public static void Check(string? path)
    {
        if (path is null) return;
        if (Directory.Exists(path)) throw new InputException($"{path}: found a folder, expected a file name for --json");
        string whole = Path.GetFullPath(path);
        // A document gets its name by renaming, which would replace /dev/stdout or /dev/null for everyone. /dev/shm holds ordinary files.
        if (whole.StartsWith("/dev/", StringComparison.Ordinal) && !whole.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            throw new InputException($"{path}: found a device, expected a file name for --json");
        }
        string folder = Path.GetDirectoryName(whole)!;
        if (!Directory.Exists(folder)) throw new InputException($"{path}: its folder does not exist");
        try
        {
            using AtomicFile probe = new(path);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }
}
