using Coterie.Runs;

namespace Coterie.Cli.Commands;

/// <summary>The file that <c>--json</c> names.</summary>
internal static class JsonTarget
{
    /// <summary>Refuses a file that could not be written, before hours of work rather than after.</summary>
    /// <exception cref="InputException">Its folder is missing or cannot be written, or it is a folder itself.</exception>
    public static void Check(string? path)
    {
        if (path is null) return;
        if (Directory.Exists(path)) throw new InputException($"{path}: found a folder, expected a file name for --json");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new InputException($"{path}: its folder does not exist");
        try
        {
            using FileStream probe = new(
                AtomicFile.Beside(path), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
    }
}
