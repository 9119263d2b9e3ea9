using System.Diagnostics;
using Coterie.Data;
using Coterie.Runs.Folder;

namespace Coterie.Explorer.Runs;

/// <summary>
/// Looks for runs in a folder and the folders in it, again and again: a run whose manifest has not changed is not read again.
/// </summary>
/// <remarks>Hidden folders, links to folders and folders that the system refuses are left out; a run holds no other runs.</remarks>
/// <param name="path">The folder. If it is a run itself, that is its only one.</param>
internal sealed class RunsFolder(string path)
{
    // Several pages that ask at once share a look.
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private readonly Lock scanning = new();
    private readonly string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    private RunSet known = new([]);
    private long scanned;

    /// <summary>How many folders below it runs may lie.</summary>
    public int Depth { get; init; } = 8;

    /// <summary>The runs that are there now, or were a moment ago.</summary>
    public RunSet Scan()
    {
        lock (scanning)
        {
            if (scanned != 0 && Stopwatch.GetElapsedTime(scanned) < Fresh) return known;
            FoundRun[] found = [.. Below(new DirectoryInfo(root), Depth)];
            bool isSame = found.Length == known.Runs.Count && Array.TrueForAll(found, run => known.Find(run.Id) == run);
            if (!isSame) known = new RunSet(found);
            scanned = Stopwatch.GetTimestamp();
            return known;
        }
    }

    private IEnumerable<FoundRun> Below(DirectoryInfo folder, int depth)
    {
        FileStamp stamp = FileStamp.Of(Path.Combine(folder.FullName, RunFiles.Manifest));
        if (stamp.Length >= 0) return [RunIn(folder.FullName, stamp)];
        return depth == 0 ? [] : FoldersIn(folder).SelectMany(inner => Below(inner, depth - 1));
    }

    private FoundRun RunIn(string folder, FileStamp stamp)
    {
        string id = Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');
        if (id == ".") id = Path.GetFileName(root);
        return known.Find(id) is { } run && run.Stamp == stamp ? run : FoundRun.Open(folder, id, stamp);
    }

    private static IEnumerable<DirectoryInfo> FoldersIn(DirectoryInfo folder)
    {
        EnumerationOptions options = new()
        {
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        try
        {
            return [.. folder.EnumerateDirectories("*", options)];
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            return [];
        }
    }
}
