namespace Coterie.Runs;

/// <summary>Writes files so that under the final name there is never a half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the final name, flushes to the disk, then renames.</summary>
    /// <param name="path">The final name; what stands there is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string beside = Beside(path);
        try
        {
            using (FileStream stream = new(beside, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(beside);
            throw new InputException($"{path}: cannot be written: {e.Message}", e);
        }
        catch
        {
            TryDelete(beside);
            throw;
        }
    }

    /// <summary>Where a file is written before it takes its name.</summary>
    /// <param name="path">The final name.</param>
    public static string Beside(string path)
    {
        return path + ".part";
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What made the write fail is what the user must hear of.
        }
    }
}
