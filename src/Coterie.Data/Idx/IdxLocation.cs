using System.Security.Cryptography;

namespace Coterie.Data;

/// <summary>The IDX files of a data set in one folder, under any of their usual names.</summary>
internal sealed class IdxLocation
{
    private readonly DataSetInfo set;
    private readonly string?[] paths;

    public IdxLocation(DataSetInfo set, string folder)
    {
        this.set = set;
        Folder = folder;
        paths = [.. set.Files.Select(file => Spellings(file.Name).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists))];
    }

    public string Folder { get; }

    public int FoundCount => paths.Count(path => path is not null);

    public bool IsComplete => FoundCount == paths.Length;

    public IReadOnlyList<DataFile> Missing => [.. set.Files.Where((_, i) => paths[i] is null)];

    /// <summary>
    /// Where a data set is under a folder: in the sub-folder of its name, in the folder itself, or further below, as torchvision puts it in
    /// <c>MNIST/raw</c>. Of several places, one with all files is chosen, if possible one whose files are not those of another set.
    /// </summary>
    public static IdxLocation In(string folder, DataSetInfo set)
    {
        IdxLocation[] places = [new(set, Path.Combine(folder, set.Name)), new(set, folder)];
        if (!Array.Exists(places, IsRight)) places = [.. places, .. Below(folder, set).Select(place => new IdxLocation(set, place))];
        return Array.Find(places, IsRight) ?? Array.Find(places, place => place.IsComplete) ?? places.MaxBy(place => place.FoundCount)!;

        static bool IsRight(IdxLocation place) => place.IsComplete && place.FindOtherSet() is null;
    }

    /// <summary>Reads the data set, which must be complete.</summary>
    /// <exception cref="InputException">A file is damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DataSet Read(CancellationToken cancellation) => IdxFile.RequireOneSize(paths[0]!, paths[2]!, new(
        set.Name,
        set.ClassNames,
        IdxFile.Read(paths[0]!, paths[1]!, set.ClassNames, cancellation),
        IdxFile.Read(paths[2]!, paths[3]!, set.ClassNames, cancellation))
    {
        Warnings = NamedLike() is { } other ? [$"{Folder}: {other} is read as {set.Name}; --data-set reads it under its own name"] : [],
    });

    /// <summary>
    /// The other known data set to which these files belong, or null. The files of MNIST and Fashion-MNIST have the same names, so only
    /// their content tells that the wrong one would be loaded.
    /// </summary>
    public DataSetInfo? FindOtherSet()
    {
        if (paths[1] is not { } labels) return null;
        DataFile expected = set.Files[1];
        try
        {
            byte[] content = FileContent.Read(labels).Whole(expected.ContentLength, expected.Name);
            string hash = Convert.ToHexStringLower(SHA256.HashData(content));
            return DataSets.All.FirstOrDefault(other =>
                other != set && other.Files.Any(file => string.Equals(file.ContentSha256, hash, StringComparison.Ordinal)));
        }
        catch (InputException)
        {
            // The labels of no known data set, or damaged ones: reading them reports that.
            return null;
        }
    }

    // The folders that are called as the set in any spelling, or raw, and those in them: KMNIST has files of the same names as MNIST.
    private static IEnumerable<string> Below(string folder, DataSetInfo set)
    {
        const string raw = "raw";
        EnumerationOptions some = new() { RecurseSubdirectories = true, MaxRecursionDepth = 2, IgnoreInaccessible = true };
        string letters = Letters(set.Name);
        return !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder, "*", some)
            .Where(below => Path.GetRelativePath(folder, below).Split(Path.DirectorySeparatorChar) is var names
                && (names.Any(name => Letters(name) == letters) || names.All(name => name == raw)))
            .Order(StringComparer.Ordinal);
    }

    // The name of a folder of another set that has taken over files' names, such as KMNIST for MNIST; null for any other name.
    private string? NamedLike()
    {
        string name = DataStore.NameOf(Folder), letters = Letters(name), own = Letters(set.Name);
        return letters != own && letters.EndsWith(own, StringComparison.Ordinal) ? name : null;
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static IEnumerable<string> Spellings(string name)
    {
        // Some tools unpack "train-images-idx3-ubyte" as "train-images.idx3-ubyte".
        string dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [name, $"{name}.gz", dotted, $"{dotted}.gz"];
    }
}
