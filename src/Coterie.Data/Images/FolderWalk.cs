namespace Coterie.Data;

/// <summary>
/// The files and folders below a folder. Links to folders are followed after all real folders, and each folder is entered once, so that
/// links that form a ring or lead to the same place come to an end. Links to folders above are not followed.
/// </summary>
internal sealed class FolderWalk
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None };

    private readonly HashSet<string> entered = new(StringComparer.Ordinal);

    /// <summary>Walks through a folder.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder must not be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public FolderWalk(string path, CancellationToken cancellation)
    {
        SortedDictionary<string, string> links = new(StringComparer.Ordinal);
        string root = RealPath.Of(path);
        Enter("", root, links, cancellation);
        while (links.Count > 0)
        {
            (string name, string target) = links.First();
            links.Remove(name);
            string real = RealPath.Of(target);
            string above = Path.TrimEndingDirectorySeparator(real) + Path.DirectorySeparatorChar;
            if (entered.Contains(real) || root.StartsWith(above, StringComparison.Ordinal))
            {
                LinksLeftOut.Add(name);
            }
            else
            {
                Folders.Add(name);
                Enter($"{name}/", real, links, cancellation);
            }
        }
    }

    /// <summary>The files, by their paths below the folder, with forward slashes.</summary>
    public List<string> Files { get; } = [];

    /// <summary>The folders, likewise.</summary>
    public List<string> Folders { get; } = [];

    /// <summary>Links to folders above, or entered already.</summary>
    public List<string> LinksLeftOut { get; } = [];

    // The prefix names what is found; the real path is where it is.
    private void Enter(string prefix, string real, SortedDictionary<string, string> links, CancellationToken cancellation)
    {
        Stack<(string Prefix, string Real)> rest = new([(prefix, real)]);
        while (rest.TryPop(out (string Prefix, string Real) folder))
        {
            entered.Add(folder.Real);
            foreach (FileSystemInfo found in new DirectoryInfo(folder.Real).EnumerateFileSystemInfos("*", Everything))
            {
                cancellation.ThrowIfCancellationRequested();
                string name = folder.Prefix + found.Name;
                if (found is not DirectoryInfo) Files.Add(name);
                else if (found.LinkTarget is not null) links.Add(name, found.FullName);
                else if (!entered.Contains(found.FullName))
                {
                    Folders.Add(name);
                    rest.Push(($"{name}/", found.FullName));
                }
            }
        }
    }
}
