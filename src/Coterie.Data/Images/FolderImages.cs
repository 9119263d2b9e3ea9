namespace Coterie.Data;

/// <summary>The image files of a folder and all folders below it.</summary>
internal sealed class FolderImages : ImageArchive
{
    private FolderImages(string path, IEnumerable<ImageEntry> files, IEnumerable<string> folders)
        : base(path, files, folders)
    {
    }

    public static new FolderImages Open(string path, CancellationToken cancellation)
    {
        List<ImageEntry> files = [];
        List<string> folders = [];
        try
        {
            EnumerationOptions everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
            foreach (FileSystemInfo found in new DirectoryInfo(path).EnumerateFileSystemInfos("*", everything))
            {
                cancellation.ThrowIfCancellationRequested();
                string name = System.IO.Path.GetRelativePath(path, found.FullName).Replace(System.IO.Path.DirectorySeparatorChar, '/');
                if (found is FileInfo file) files.Add(new(name, file.Length, file.LastWriteTimeUtc.Ticks));
                else folders.Add(name);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
        return new(path, files, folders);
    }

    public override byte[] Read(int index)
    {
        ImageEntry image = Images[index];
        if (image.Length > MaxFileLength) throw new InputException($"has {image.Length} bytes, expected at most {MaxFileLength}");
        try
        {
            return File.ReadAllBytes(System.IO.Path.Combine(Path, image.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot be read: {e.Message}", e);
        }
    }
}
