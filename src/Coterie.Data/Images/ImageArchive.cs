namespace Coterie.Data;

/// <summary>
/// The image files of a folder or zip, in ordinal order of their names, so that every machine has the same order. Hidden files are left
/// out: names that begin with a dot, and the folder that macOS adds to zips.
/// </summary>
internal abstract class ImageArchive : IDisposable
{
    // A photograph has a few megabytes; a file that announces more than this is damaged, or would fill the memory.
    protected const int MaxFileLength = 1 << 28;

    private const int MostEndings = 8;

    // What ImageDecoder reads.
    private static readonly string[] Extensions =
        [".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".ico", ".jpe", ".jfif", ".dib", ".wbmp"];

    /// <summary>Takes the names of all files and folders, and keeps those that matter.</summary>
    /// <exception cref="InputException">A name holds control characters, which would break the line that shows it.</exception>
    protected ImageArchive(string path, IReadOnlyCollection<string> files, IEnumerable<string> folders)
    {
        Path = path;
        Images = [.. files.Where(file => !IsHidden(file) && IsImage(file)).Order(StringComparer.Ordinal)];
        Folders = [.. folders.Where(folder => !IsHidden(folder)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (string name in Images.Concat(Folders))
        {
            if (!name.Any(char.IsControl)) continue;
            throw new InputException($"{path}: holds a name with control characters, {Shown(name)}, expected names that can be shown");
        }
        string[] others = [.. files.Where(file => !IsHidden(file) && !IsImage(file))];
        if (others.Length > 0) Notes = [$"{path}: files that are no images are left out: {ByEnding(others)}"];
    }

    /// <summary>The folder or the zip.</summary>
    public string Path { get; }

    /// <summary>The image files: their paths in the folder or zip, with forward slashes.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>All folders, with forward slashes; a class folder without images is an error.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>What was left out, one line each.</summary>
    public IReadOnlyList<string> Notes { get; protected init; } = [];

    /// <summary>Reads the bytes of an image file, from any thread.</summary>
    /// <exception cref="InputException">It cannot be read; the message does not name the file.</exception>
    public abstract byte[] Read(int index);

    /// <summary>What tells the content of an image file from any other.</summary>
    /// <param name="index">Which image.</param>
    /// <param name="bytes">Its bytes; null if they were not read, and need not be where the archive states a checksum.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public abstract UInt128 ContentOf(int index, byte[]? bytes);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Opens a folder or a zip and lists its files.</summary>
    /// <exception cref="InputException">It is missing, cannot be read, is no whole zip, or holds no images.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageArchive Open(string path, CancellationToken cancellation)
    {
        ImageArchive archive = Directory.Exists(path) ? FolderImages.Open(path, cancellation)
            : File.Exists(path) ? ZipImages.Open(path, cancellation)
            : throw new InputException($"{path}: no such file or folder, expected a folder or zip of images");
        if (archive.Images.Count > 0) return archive;
        archive.Dispose();
        throw new InputException($"{path}: holds no images, expected files that end in {string.Join(", ", Extensions)}");
    }

    /// <summary>A name in one line.</summary>
    protected static string Shown(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));

    private static bool IsImage(string name) =>
        Array.Exists(Extensions, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsHidden(string name) =>
        name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal) || name.StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static string ByEnding(string[] files)
    {
        (string Ending, int Count)[] counts =
        [
            .. files.CountBy(file => Shown(System.IO.Path.GetExtension(file).ToLowerInvariant()))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key.Length == 0)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key.Length == 0 ? "without an ending" : pair.Key, pair.Value)),
        ];
        string list = string.Join(", ", counts.Take(MostEndings).Select(ending => $"{ending.Count} {ending.Ending}"));
        return counts.Length <= MostEndings ? list : $"{list}, {counts.Skip(MostEndings).Sum(ending => ending.Count)} others";
    }
}
