namespace Coterie.Data;

/// <summary>
/// The four IDX files of any data set, known by the ends of their names: <c>-images-idx3-ubyte</c> and <c>-labels-idx1-ubyte</c>, gzipped
/// or not, after the name of a split and, before that, the name of the data set: <c>emnist-letters-train-images-idx3-ubyte.gz</c>. Labels
/// may begin anywhere and have gaps: each that occurs is a class, in ascending order, named by its label.
/// </summary>
/// <param name="folder">The folder with the files.</param>
/// <param name="files">The files of one data set.</param>
internal sealed class IdxFolder(string folder, IReadOnlyList<IdxName> files)
{
    /// <summary>Finds the files of the data set at a path.</summary>
    /// <param name="path">
    /// The folder with the files, a folder above it (as torchvision's <c>KMNIST</c> is above <c>raw</c>), or one of the files.
    /// </param>
    /// <returns>The files, perhaps not all of them; null if there are none.</returns>
    /// <exception cref="InputException">There are several data sets, or a folder cannot be read.</exception>
    public static IdxFolder? Find(string path)
    {
        if (IdxName.Parse(path) is { } named && File.Exists(path))
        {
            string parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new(parent, [.. Names(parent).Where(name => name.Set == named.Set)]);
        }
        if (!Directory.Exists(path)) return null;
        IdxFolder[] found = [.. Sets(path)];
        if (found.Length == 0) found = [.. Below(path).SelectMany(Sets)];
        return found.Length <= 1 ? found.FirstOrDefault() : throw new InputException(
            $"{path}: holds the IDX files of {found.Length} data sets, beginning with {Path.GetRelativePath(path, found[0].First)} and "
            + $"{Path.GetRelativePath(path, found[1].First)}: name the folder, or one of the files, of the data set that is meant");
    }

    /// <summary>Reads the data set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Stops between the files.</param>
    /// <exception cref="InputException">A file is missing, is damaged or cannot be read, or the files do not belong together.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DataSet Read(string name, CancellationToken cancellation)
    {
        (string Images, string Labels) train = Files(isTest: false), test = Files(isTest: true);
        byte[][] labels = [IdxFile.ReadLabels(train.Labels), IdxFile.ReadLabels(test.Labels)];
        byte[] classes = [.. labels.SelectMany(values => values).Distinct().Order()];
        if (classes.Length < 2)
            throw new InputException($"{train.Labels}: holds the label {classes[0]} alone, expected two or more classes");
        string[] classNames = [.. classes.Select(label => $"{label}")];
        bool isPlain = classes[^1] == classes.Length - 1;
        return IdxFile.RequireOneSize(train.Images, test.Images, new(
            name,
            classNames,
            IdxFile.Read(train.Images, train.Labels, classes, classNames, cancellation),
            IdxFile.Read(test.Images, test.Labels, classes, classNames, cancellation))
        {
            Warnings = isPlain ? [] : [$"{folder}: the {classes.Length} labels from {classes[0]} to {classes[^1]} name the classes"],
        });
    }

    private string First => files[0].Path;

    private (string Images, string Labels) Files(bool isTest)
    {
        return (Single(isLabels: false), Single(isLabels: true));

        string Single(bool isLabels) =>
            // Where a file is there twice, the one that is not gzipped comes first.
            files.FirstOrDefault(file => file.IsTest == isTest && file.IsLabels == isLabels)?.Path ?? throw new InputException(
                $"{folder}: beside {Path.GetFileName(First)}, expected a file of {(isTest ? "test" : "training")} "
                + $"{(isLabels ? "labels, …-labels-idx1-ubyte" : "images, …-images-idx3-ubyte")}[.gz]");
    }

    private static IEnumerable<IdxFolder> Sets(string folder) =>
        Names(folder).GroupBy(name => name.Set, StringComparer.OrdinalIgnoreCase).Select(set => new IdxFolder(folder, [.. set]));

    private static IEnumerable<IdxName> Names(string folder)
    {
        try
        {
            return Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(IdxName.Parse).OfType<IdxName>();
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{folder}: cannot be read: {e.Message}", e);
        }
    }

    // Not every folder below is listed: a folder of images may hold very many files.
    private static IEnumerable<string> Below(string folder)
    {
        const string raw = "raw";
        return Directory.GetDirectories(folder)
            .Select(below => Path.Combine(below, raw))
            .Prepend(Path.Combine(folder, raw))
            .Where(Directory.Exists)
            .Order(StringComparer.Ordinal);
    }
}
