using System.IO.Enumeration;
using Coterie.Data;

namespace Coterie.Runs.Files;

/// <summary>
/// Finds the files that names stand for where no shell did: <c>*</c> and <c>?</c> in the name of a file or a folder, and <c>~</c> for the
/// user's own folder.
/// </summary>
internal static class FilePatterns
{
    /// <summary>The files, those of a pattern in the order of their names.</summary>
    /// <param name="names">Names of files, and patterns.</param>
    /// <exception cref="InputException">A pattern matches no file.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> names)
    {
        return [.. names.SelectMany(Expand)];
    }

    private static IEnumerable<string> Expand(string name)
    {
        if (File.Exists(name)) return [name];
        string path = name;
        if (name.StartsWith('~') && (name.Length == 1 || IsSeparator(name[1])))
        {
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + name[1..];
        }
        if (!IsPattern(path)) return [path];
        string root = Path.GetPathRoot(path) ?? "";
        string[] parts = path[root.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> found = [root];
        for (int k = 0; k < parts.Length; k++)
        {
            string part = parts[k];
            bool isLast = k == parts.Length - 1;
            found = found.SelectMany(folder => Matches(folder, part, isLast));
        }
        string[] files = [.. found];
        if (files.Length > 0) return files;
        throw new InputException($"{name}: found no file of such a name; expected dumps of activations or ONNX models");
    }

    private static IEnumerable<string> Matches(string folder, string part, bool files)
    {
        if (!IsPattern(part))
        {
            string path = Path.Combine(folder, part);
            return (files ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }
        string searched = folder.Length == 0 ? "." : folder;
        try
        {
            IEnumerable<string> all = files ? Directory.EnumerateFiles(searched) : Directory.EnumerateDirectories(searched);
            return
            [
                .. all.Select(path => Path.GetFileName(path))
                    .Where(name => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: OperatingSystem.IsWindows())
                        && (name[0] != '.' || part[0] == '.'))
                    .Order(StringComparer.Ordinal)
                    .Select(name => Path.Combine(folder, name)),
            ];
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{searched}: cannot be read: {e.Message}", e);
        }
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static bool IsSeparator(char c) => c == Path.DirectorySeparatorChar || c == Path.AltDirectorySeparatorChar;
}
