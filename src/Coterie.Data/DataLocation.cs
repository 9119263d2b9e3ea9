using System.Security.Cryptography;

namespace Coterie.Data;

/// <summary>The files of a data set in one folder, under any of the names they go by.</summary>
internal sealed class DataLocation
{
    private readonly DataSetInfo set;
    private readonly string?[] paths;

    public DataLocation(DataSetInfo set, string folder)
    {
        this.set = set;
        Folder = folder;
        paths = [.. set.Files.Select(file => Spellings(file.Name).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists))];
    }

    public string Folder { get; }

    public int FoundCount => paths.Count(path => path is not null);

    public bool IsComplete => FoundCount == paths.Length;

    public IReadOnlyList<DataFile> Missing => [.. set.Files.Where((_, i) => paths[i] is null)];

    /// <summary>Where a data set is under a folder: in the sub-folder of its name, or in the folder itself.</summary>
    public static DataLocation In(string folder, DataSetInfo set)
    {
        DataLocation named = new(set, Path.Combine(folder, set.Name));
        if (named.IsComplete) return named;
        DataLocation itself = new(set, folder);
        return itself.FoundCount > named.FoundCount ? itself : named;
    }

    public DataSet Read() => new(
        set.Name,
        set.ClassNames,
        IdxFile.Read(paths[0]!, paths[1]!, set.ClassNames),
        IdxFile.Read(paths[2]!, paths[3]!, set.ClassNames));

    /// <summary>
    /// The other data set that these files are in truth, if they are: MNIST's and Fashion-MNIST's have the same names,
    /// so that a folder alone cannot tell them apart, and the wrong one would be studied in silence.
    /// </summary>
    public DataSetInfo? Impostor()
    {
        if (paths[1] is not { } labels) return null;
        DataFile expected = set.Files[1];
        try
        {
            string hash = Convert.ToHexStringLower(SHA256.HashData(FileContent.Read(labels).Whole(expected.ContentLength, expected.Name)));
            return DataSets.All.FirstOrDefault(other =>
                other != set && other.Files.Any(file => string.Equals(file.ContentSha256, hash, StringComparison.Ordinal)));
        }
        catch (InputException)
        {
            // Fewer labels, or damaged ones: no known data set's. Reading says which.
            return null;
        }
    }

    private static IEnumerable<string> Spellings(string name)
    {
        // "train-images-idx3-ubyte" is unpacked as "train-images.idx3-ubyte" by some tools.
        string dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [name, $"{name}.gz", dotted, $"{dotted}.gz"];
    }
}
