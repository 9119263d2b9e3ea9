using System.IO.Compression;

namespace Coterie.Data;

/// <summary>The arrays of an <c>.npz</c>, all open at once, their headers read.</summary>
internal sealed class DumpFile : IDisposable
{
    private const int MostListed = 20;

    private readonly ZipArchive archive;
    private readonly List<NpyReader> arrays = [];
    private readonly Dictionary<string, NpyReader> byName = new(StringComparer.Ordinal);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It cannot be read or is damaged, or two of its arrays have the same name.</exception>
    public DumpFile(string path)
    {
        Path = path;
        archive = OpenArchive(path);
        try
        {
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
            {
                if (IsOfMacOs(entry))
                {
                    ForeignEntries++;
                    continue;
                }
                NpyReader array = new(path, entry);
                arrays.Add(array);
                if (byName.TryAdd(array.Name, array)) continue;
                throw new InputException($"{path}: found two arrays '{array.Name}'; expected a name for each");
            }
        }
        catch (InvalidDataException e)
        {
            Dispose();
            throw Damaged(path, e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The arrays, in the order of the file.</summary>
    public IReadOnlyList<NpyReader> Arrays => arrays;

    /// <summary>How many entries are none of the user's arrays, but what macOS puts beside them into an archive.</summary>
    public int ForeignEntries { get; }

    /// <summary>The array of a name; null if there is none.</summary>
    public NpyReader? Find(string name)
    {
        return byName.GetValueOrDefault(name);
    }

    /// <summary>Arrays with their shapes, for messages: <c>fc1 (400, 30), y (400,)</c>.</summary>
    public static string List(IReadOnlyCollection<NpyReader> arrays)
    {
        if (arrays.Count == 0) return "no arrays";
        string listed = string.Join(", ", arrays.Take(MostListed).Select(array => $"{array.Name} {array.Header.ShapeText}"));
        return arrays.Count <= MostListed ? listed : $"{listed} and {arrays.Count - MostListed} more";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NpyReader array in arrays) array.Dispose();
        archive.Dispose();
    }

    private static bool IsOfMacOs(ZipArchiveEntry entry)
    {
        return entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Name.StartsWith("._", StringComparison.Ordinal);
    }

    private static ZipArchive OpenArchive(string path)
    {
        FileStream stream = InputFile.OpenRead(path, "a NumPy .npz file");
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            stream.Dispose();
            throw Damaged(path, e);
        }
    }

    private static InputException Damaged(string path, Exception e)
    {
        return new InputException(
            $"{path}: found no whole zip archive (it is truncated, damaged or something else); expected a NumPy .npz file", e);
    }
}
