namespace Coterie.Data;

/// <summary>
/// The image files of a folder or zip, in ordinal order of their names, so that every machine has the same order. Hidden files are left
/// out: names that begin with a dot, and the folder that macOS adds to zips.
/// </summary>
internal abstract class ImageArchive : IDisposable
{
    // A photograph has a few megabytes; a file that announces more than this is damaged, or would fill the memory.
    protected const int MaxFileLength = 1 << 28;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp"];

    /// <summary>Takes the names of all files and folders, and keeps those that matter.</summary>
    /// <exception cref="InputException">A name holds control characters, which would break the line that shows it.</exception>
    protected ImageArchive(string path, IEnumerable<ImageEntry> files, IEnumerable<string> folders)
    {
        Path = path;
        Images = [.. files.Where(file => IsImage(file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal)];
        Folders = [.. folders.Where(folder => !IsHidden(folder)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (string name in Images.Select(image => image.Name).Concat(Folders))
        {
            if (!name.Any(char.IsControl)) continue;
            string shown = string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
            throw new InputException($"{path}: holds a name with control characters, {shown}, expected names that can be shown");
        }
    }

    /// <summary>The folder or the zip.</summary>
    public string Path { get; }

    /// <summary>The image files.</summary>
    public IReadOnlyList<ImageEntry> Images { get; }

    /// <summary>All folders, with forward slashes; a class folder without images is an error.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Reads the bytes of an image file, from any thread.</summary>
    /// <exception cref="InputException">It cannot be read; the message does not name the file.</exception>
    public abstract byte[] Read(int index);

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

    private static bool IsImage(string name) =>
        !IsHidden(name) && Array.Exists(Extensions, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsHidden(string name) =>
        name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal) || name.StartsWith("__MACOSX/", StringComparison.Ordinal);
}
