namespace Coterie.Data;

/// <summary>
/// Opens files among a user's data. A pipe or a device there would be waited for without end, so it is never opened: like an empty file it
/// has length 0, and nothing worth reading is empty.
/// </summary>
internal static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It is missing, empty, a pipe or a device, or cannot be opened.</exception>
    public static FileStream OpenRead(string path) =>
        Length(path) > 0 ? File.OpenRead(path) : throw new IOException("it is empty, or a pipe or a device");

    /// <summary>Reads a file whole; an empty file, a pipe and a device give no bytes.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    public static byte[] ReadAllBytes(string path) => Length(path) > 0 ? File.ReadAllBytes(path) : [];

    /// <summary>The length of the file that a path leads to.</summary>
    /// <exception cref="IOException">It is missing, or links lead to it in a ring.</exception>
    public static long Length(string path)
    {
        // Where a pipe that a shell opened leads to is no path, so it is asked for before links are followed.
        if (UnixFiles.IsSpecial(path)) return 0;
        // A link has a length of its own.
        return new FileInfo(new FileInfo(path).LinkTarget is null ? path : RealPath.Of(path)).Length;
    }
}
