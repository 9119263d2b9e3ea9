using System.Runtime.InteropServices;

namespace Coterie.Data;

/// <summary>What .NET does not offer of Unix's files.</summary>
internal static partial class UnixFiles
{
    private const int InvalidArgument = 22, NotSupported = 95;
    private const int CurrentFolder = -100;
    private const int StatusLength = 256, ModeAt = 28;
    private const ushort KindMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

    /// <summary>
    /// Writes the names in a folder to the disk. Without it, a file that was flushed and renamed may have its old name after a power cut.
    /// Windows does so by itself.
    /// </summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int folder = Open(path, flags: 0);
        // A folder that may be written but not read cannot be flushed.
        if (folder < 0) return;
        int error = Flush(folder) < 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(folder);
        // Some file systems have no such thing.
        if (error is not (0 or InvalidArgument or NotSupported))
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'");
        }
    }

    /// <summary>
    /// Whether a path leads to a pipe, a socket or a device, which may keep a reader waiting forever or never end. Only Linux tells.
    /// </summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        Span<byte> status = stackalloc byte[StatusLength];
        try
        {
            // Asks for the kind alone, and follows links. A file that is not there is for the caller to find.
            if (Status(CurrentFolder, path, flags: 0, mask: 1, ref MemoryMarshal.GetReference(status)) < 0) return false;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
        return (MemoryMarshal.Read<ushort>(status[ModeAt..]) & KindMask) is not (RegularFile or Folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);

    // The only one of its kind whose result has the same layout on every processor.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);
}
