using System.Runtime.InteropServices;

namespace Coterie.Explorer.Runs;

/// <summary>What tells whether a file has changed without reading it.</summary>
/// <param name="Changed">When it was last written, in UTC.</param>
/// <param name="Length">Its length in bytes; -1 where it is missing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(DateTime Changed, long Length)
{
    /// <summary>The stamp of a file.</summary>
    /// <param name="path">The file.</param>
    public static FileStamp Of(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : new FileStamp(default, -1);
    }
}
