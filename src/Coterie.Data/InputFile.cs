namespace Coterie.Data;

/// <summary>Opens files that a user names.</summary>
public static class InputFile
{
    /// <summary>
    /// Opens a file for reading. A folder, a pipe or a device is refused before it is opened: reading one might never end.
    /// </summary>
    /// <param name="path">The file; a symbolic link is followed.</param>
    /// <param name="expected">What the file should be, for messages: <c>a NumPy .npz file</c>.</param>
    /// <exception cref="InputException">There is no such file, it cannot be opened, it is empty, or it is no file.</exception>
    public static FileStream OpenRead(string path, string expected)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (Directory.Exists(path)) throw Bad(path, "a folder", expected, null);
            if (UnixFiles.IsSpecial(path)) throw Bad(path, "a pipe or a device", expected, null);
            if (RegularFile.Length(path) == 0) throw Bad(path, "an empty file, a pipe or a device", expected, null);
            FileStream stream = File.OpenRead(path);
            if (stream.CanSeek) return stream;
            // A pipe that a shell opened has no name in the file system.
            stream.Dispose();
            throw Bad(path, "a pipe or a device", expected, null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Bad(path, "no such file", expected, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Bad(path, $"that it cannot be opened ({e.Message})", expected, e);
        }
    }

    /// <summary>Opens a file of coterie's own for reading; what the system says is passed on.</summary>
    /// <param name="path">The file; a symbolic link is followed.</param>
    /// <exception cref="IOException">It is missing, cannot be opened, or is a pipe or a device, which might never end.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or must not be read.</exception>
    internal static FileStream Open(string path)
    {
        if (UnixFiles.IsSpecial(path)) throw new IOException("found a pipe or a device, expected a file");
        return File.OpenRead(path);
    }

    private static InputException Bad(string path, string found, string expected, Exception? inner)
    {
        return new InputException($"{path}: found {found}; expected {expected}", inner);
    }
}
