namespace Coterie.Data;

/// <summary>A file of named arrays, all open at once, their headers read.</summary>
internal sealed class DumpFile : IDisposable
{
    /// <summary>What can be read, for messages.</summary>
    public const string Expected = "a NumPy .npz or .npy file, a zip of .npy files, or safetensors";

    private const int MostListed = 20;

    private readonly List<DumpArray> arrays = [];
    private readonly List<IDisposable> owned = [];
    private readonly Dictionary<string, DumpArray> byName = new(StringComparer.Ordinal);

    /// <summary>Opens a file of any format in <see cref="DumpFormat.All"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="loneArray">The name of the array in a format that gives it none; null for the file's name.</param>
    /// <exception cref="InputException">It cannot be read or is damaged, or two of its arrays have the same name.</exception>
    public DumpFile(string path, string? loneArray = null)
    {
        Path = path;
        LoneArray = loneArray;
        FileStream stream = InputFile.OpenRead(path, Expected);
        owned.Add(stream);
        try
        {
            DumpFormat.Of(path, stream).Open(this, stream);
        }
        catch (Exception e)
        {
            Dispose();
            if (!FileErrors.Is(e)) throw;
            throw new InputException($"{path}: found that it cannot be read ({e.Message}); expected {Expected}", e);
        }
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The name of the array in a format that gives it none; null for the file's name.</summary>
    public string? LoneArray { get; }

    /// <summary>The arrays, in the order of the file.</summary>
    public IReadOnlyList<DumpArray> Arrays => arrays;

    /// <summary>How many entries are none of the user's arrays, but what macOS puts beside them into an archive.</summary>
    public int ForeignEntries { get; set; }

    /// <summary>Adds an array, which is disposed of with the file.</summary>
    /// <exception cref="InputException">There is one of its name.</exception>
    public void Add(DumpArray array)
    {
        arrays.Add(array);
        if (byName.TryAdd(array.Name, array)) return;
        throw new InputException($"{Path}: found two arrays '{array.Name}'; expected a name for each");
    }

    /// <summary>Takes what the arrays are read from; it is disposed of after them.</summary>
    public void Own(IDisposable source)
    {
        owned.Add(source);
    }

    /// <summary>The array of a name; null if there is none.</summary>
    public DumpArray? Find(string name)
    {
        return byName.GetValueOrDefault(name);
    }

    /// <summary>Arrays with their shapes, for messages: <c>fc1 (400, 30), y (400,)</c>.</summary>
    public static string List(IReadOnlyCollection<DumpArray> arrays)
    {
        if (arrays.Count == 0) return "no arrays";
        string listed = string.Join(", ", arrays.Take(MostListed).Select(array => $"{array.Name} {array.Header.ShapeText}"));
        return arrays.Count <= MostListed ? listed : $"{listed} and {arrays.Count - MostListed} more";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DumpArray array in arrays) array.Dispose();
        for (int k = owned.Count - 1; k >= 0; k--) owned[k].Dispose();
    }
}
