using Coterie.Data;
using Coterie.Runs.Folder;

namespace Coterie.Runs.Export;

/// <summary>Exports a run for other programs.</summary>
public static class RunExport
{
    /// <summary>The folder of exports in a run folder, where no other place is named.</summary>
    public const string Folder = "export";

    /// <summary>Writes an export. Either all its files are there in the end, or none is changed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">The format.</param>
    /// <param name="output">
    /// A file, if it ends as files of the format do (<see cref="ExportFormat.Ending"/>), else a folder; null for <see cref="Folder"/> in
    /// the run folder. Files of an earlier export are replaced.
    /// </param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="InputException">
    /// A file of the run is missing or damaged, the output cannot be written or is of another kind, or it is one file and the export has
    /// several.
    /// </exception>
    public static IReadOnlyList<string> Write(ExportedRun run, ExportFormat format, string? output = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(format);
        output ??= Path.Combine(run.Reader.Path, Folder);
        ExportFile[] files = [.. format.Files(run)];
        bool isFile = format.Ending is { } ending && output.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
        if (isFile) RequireFile(output, format, files);
        else if (File.Exists(output))
        {
            string expected = format.Ending is null ? "a folder" : $"a folder, or a name that ends in {format.Ending}";
            throw new InputException($"{output}: found a file, expected {expected}");
        }
        string[] targets = isFile ? [output] : [.. files.Select(file => Path.Combine(output, file.Name))];
        foreach (string target in targets) RequireNotOfRun(run.Reader, target);
        WriteAll(isFile ? Path.GetDirectoryName(Path.GetFullPath(output))! : output, targets, files);
        return targets;
    }

    private static void RequireFile(string output, ExportFormat format, ExportFile[] files)
    {
        if (Directory.Exists(output)) throw new InputException($"{output}: found a folder, expected a file");
        if (files.Length == 1) return;
        string other = format.IsOfLayers ? "choose one layer and snapshot, or name a folder" : "name a folder";
        throw new InputException($"{output}: found {files.Length} files to write, expected one; {other}");
    }

    // A document that replaced run.json would destroy the run.
    private static void RequireNotOfRun(RunReader run, string target)
    {
        IEnumerable<string> own = run.Manifest.Snapshots.SelectMany(entry => entry.Files.Keys)
            .Append(RunFiles.Manifest)
            .Append(RunFiles.Checkpoint);
        bool isOwn = false;
        FileErrors.Name(target, "cannot be written", () =>
        {
            // Links are followed, and macOS and Windows take a name in any case for the same.
            string real = RealPath.Of(target);
            isOwn = own.Any(name => RealPath.Of(Path.Combine(run.Path, name)).Equals(real, StringComparison.OrdinalIgnoreCase));
        });
        if (!isOwn) return;
        throw new InputException($"{target}: found a file of the run itself, expected another name for the export");
    }

    private static void WriteAll(string folder, string[] targets, ExportFile[] files)
    {
        IReadOnlyList<string> created = FolderLock.CreateFolders(folder);
        List<AtomicFile> written = [];
        bool isDone = false;
        try
        {
            for (int k = 0; k < files.Length; k++)
            {
                int index = k;
                FileErrors.Name(targets[k], "cannot be written", () =>
                {
                    written.Add(new AtomicFile(targets[index]));
                    files[index].Write(written[^1].Stream);
                    written[^1].Stream.Flush();
                });
            }
            for (int k = 0; k < files.Length; k++) FileErrors.Name(targets[k], "cannot be written", written[k].Commit);
            isDone = true;
        }
        finally
        {
            foreach (AtomicFile file in written) file.Dispose();
            if (!isDone) DeleteEmpty(created);
        }
    }

    private static void DeleteEmpty(IReadOnlyList<string> folders)
    {
        try
        {
            foreach (string folder in folders) Directory.Delete(folder);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            // What is in it was not written here; the user must hear of the error that ended the export.
        }
    }
}
