namespace Coterie.Data;

/// <summary>
/// The image files below a folder or in a zip, in ordinal order of their names, so that every machine sees the same order.
/// What is hidden is not seen: names that begin with a dot, and the folder that macOS adds to zips.
/// </summary>
internal abstract class ImageArchive : IDisposable
{
    // A photograph is a few megabytes; what announces more is damaged, or would fill the memory.
    protected const int MaxFileLength = 1 << 28;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp"];

    /// <exception cref="InputException">A name would break the lines that it is shown in.</exception>
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

    public IReadOnlyList<ImageEntry> Images { get; }

    /// <summary>The folders it speaks of, with forward slashes: those without images tell of empty classes.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The bytes of a file, from any thread.</summary>
    /// <exception cref="InputException">They cannot be had; the message does not say whose.</exception>
    public abstract byte[] Read(int index);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Opens a folder or a zip and lists its files.</summary>
    /// <exception cref="InputException">It is not there, cannot be read, is no whole zip, or holds no images.</exception>
    public static ImageArchive Open(string path)
    {
        ImageArchive archive = Directory.Exists(path) ? FolderImages.Open(path)
            : File.Exists(path) ? ZipImages.Open(path)
            : throw new InputException($"{path}: no such file or folder, expected a folder or zip of images");
        if (archive.Images.Count > 0) return archive;
        archive.Dispose();
        throw new InputException($"{path}: holds no images, expected files that end in {string.Join(", ", Extensions)}");
    }

    private static bool IsImage(string name) => !IsHidden(name) && Array.Exists(Extensions, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static bool IsHidden(string name) =>
        name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal) || name.StartsWith("__MACOSX/", StringComparison.Ordinal);
}
