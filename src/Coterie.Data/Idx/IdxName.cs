namespace Coterie.Data;

/// <summary>What the name of an IDX file says.</summary>
/// <param name="Path">The file.</param>
/// <param name="Set">The data set's name; empty if the name does not say it.</param>
/// <param name="IsTest">Whether it holds test samples; otherwise training samples.</param>
/// <param name="IsLabels">Whether it holds labels; otherwise images.</param>
internal sealed record IdxName(string Path, string Set, bool IsTest, bool IsLabels)
{
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] TestNames = ["t10k", "test", "testing", "val", "valid", "validation"];

    /// <summary>Reads a name.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What it says; null if it is not the name of an IDX file.</returns>
    public static IdxName? Parse(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        const string gzip = ".gz";
        if (name.EndsWith(gzip, StringComparison.OrdinalIgnoreCase)) name = name[..^gzip.Length];
        // Some tools write "train-images.idx3-ubyte".
        string[] words = name.ToLowerInvariant().Split('-', '.', '_');
        bool isLabels = words is [.., "labels", "idx1", "ubyte"];
        if (words.Length < 4 || (!isLabels && words is not [.., "images", "idx3", "ubyte"])) return null;
        bool isTest = TestNames.Contains(words[^4]);
        return isTest || TrainNames.Contains(words[^4]) ? new(path, string.Join('-', words[..^4]), isTest, isLabels) : null;
    }
}
