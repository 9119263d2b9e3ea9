using System.IO.Compression;

namespace Coterie.Data;

/// <summary>Reads <c>.npz</c> files, and zipped folders of <c>.npy</c> files.</summary>
internal static class ZipOfArrays
{
    // No method that ZipArchive reads expands a byte to more: Deflate64 stores up to 65,538 bytes in 18 bits, Deflate 258 in 2.
    private const long MostExpansion = 30_000;

    private const string Ending = ".npy";

    /// <summary>Opens an archive and the arrays in it.</summary>
    /// <param name="file">Receives the arrays, in the order of the archive, without the folder that all are in.</param>
    /// <param name="stream">The open file.</param>
    public static void Open(DumpFile file, FileStream stream)
    {
        ZipArchive archive = OpenArchive(file.Path, stream);
        file.Own(archive);
        ZipArchiveEntry[] entries = [.. archive.Entries.Where(entry => NameOf(entry).EndsWith(Ending, StringComparison.OrdinalIgnoreCase))];
        ZipArchiveEntry[] arrays = [.. entries.Where(entry => !IsOfMacOs(entry))];
        file.ForeignEntries = entries.Length - arrays.Length;
        if (arrays.Length == 0 && archive.Entries.Count > 0)
        {
            ForeignFormat.RefuseArchive(file.Path, [.. archive.Entries.Select(NameOf)]);
            throw new InputException($"{file.Path}: found a zip archive without .npy files; expected {DumpFile.Expected}");
        }
        int folder = CommonFolder([.. arrays.Select(NameOf)]);
        foreach (ZipArchiveEntry entry in arrays)
        {
            string name = NameOf(entry)[folder..^Ending.Length];
            string where = $"{file.Path}: array '{name}'";
            if (entry.Length > entry.CompressedLength * MostExpansion)
            {
                throw new InputException(
                    $"{where}: found {entry.CompressedLength} bytes for {entry.Length}; expected more; the file is damaged");
            }
            file.Add(new DumpArray(name, where, entry.Open, array => NpyFormat.ReadHeader(array, entry.Length), entry.Crc32));
        }
    }

    private static ZipArchive OpenArchive(string path, FileStream stream)
    {
        try
        {
            ZipArchive archive = new(stream, ZipArchiveMode.Read);
            // Reads the directory.
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (ReaderFault.Is(e))
        {
            throw new InputException(
                $"{path}: found no whole zip archive (it is truncated, damaged or something else); expected {DumpFile.Expected}", e);
        }
    }

    // Some tools on Windows write backslashes, against the specification.
    private static string NameOf(ZipArchiveEntry entry)
    {
        return entry.FullName.Replace('\\', '/');
    }

    private static bool IsOfMacOs(ZipArchiveEntry entry)
    {
        string name = NameOf(entry);
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal)
            || name[(name.LastIndexOf('/') + 1)..].StartsWith("._", StringComparison.Ordinal);
    }

    // The length of the path of folders that all names begin with.
    private static int CommonFolder(string[] names)
    {
        if (names.Length == 0) return 0;
        int common = names[0].LastIndexOf('/') + 1;
        foreach (string name in names)
        {
            while (common > 0 && !name.AsSpan().StartsWith(names[0].AsSpan(0, common)))
            {
                common = names[0].AsSpan(0, common - 1).LastIndexOf('/') + 1;
            }
        }
        return common;
    }
}
