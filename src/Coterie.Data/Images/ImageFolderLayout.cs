namespace Coterie.Data;

/// <summary>
/// Takes classes from folder names: <c>train/CLASS/*</c> and <c>test/CLASS/*</c> (see <see cref="SplitFolders"/> for other names), or
/// <c>CLASS/*</c> alone, of which a fifth of each class is for testing. Folders around these are ignored, and images may be in sub-folders
/// of their class. Classes are in natural order of their names.
/// </summary>
internal static class ImageFolderLayout
{
    public const string Expected = "expected train/CLASS/* and test/CLASS/*, or CLASS/* alone";

    /// <summary>Chooses the images and divides them into classes and splits.</summary>
    /// <exception cref="InputException">
    /// There are no class folders, only one class, one without images, training images without test images or the other way, or folders
    /// that look like splits and are not.
    /// </exception>
    public static ImagePlan Plan(ImageArchive archive, int seed)
    {
        string[][] paths = [.. archive.Images.Select(image => image.Split('/'))];
        int depth = CommonFolders(paths, 0);
        RefuseHalf(archive, paths[0][..depth]);
        SplitFolders? splits = SplitFolders.Find(archive.Path, Branches(paths, depth));
        bool IsIn(string[] path, string folder) => path.Length > depth + 1 && path[depth] == folder;
        bool IsSplit(string[] path) => splits is null || IsIn(path, splits.Train) || IsIn(path, splits.Test);

        int at = splits is null ? depth : ClassDepth(paths, depth, splits);
        int[] used = [.. Enumerable.Range(0, paths.Length).Where(i => paths[i].Length > at + 1 && IsSplit(paths[i]))];
        string[] classNames = [.. used.Select(i => paths[i][at]).Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance)];
        if (used.Length == 0) throw new InputException($"{archive.Path}: holds images of one class or none, {Expected}");
        if (classNames.Length == 1)
            throw new InputException($"{archive.Path}: holds images of one class, {classNames[0]}, {Expected} with two or more classes");
        RefuseEmpty(archive, paths[0][..depth], at, IsSplit, classNames);

        Dictionary<string, int> labels = classNames.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        Sample SampleOf(int i) => new(i, labels[paths[i][at]]);
        IEnumerable<int> unused = Enumerable.Range(0, paths.Length).Except(used);
        int[] validation = [.. unused.Where(i => splits?.Validation is { } folder && IsIn(paths[i], folder))];
        List<string> notes = [];
        if (splits is not null && (!splits.IsPlain || validation.Length > 0)) notes.Add(Taken(archive.Path, splits, validation.Length));
        if (unused.Except(validation).ToArray() is [_, ..] others) notes.Add(LeftOut(archive, others));

        if (splits is null)
        {
            (Sample[] train, Sample[] test) = SeededSplit.EightyTwenty(used.Select(SampleOf), classNames, seed, archive.Path);
            return new(classNames, train, test, notes);
        }
        ILookup<bool, Sample> isTrain = used.ToLookup(i => IsIn(paths[i], splits.Train), SampleOf);
        foreach ((bool which, string name) in ((bool, string)[])[(true, splits.Train), (false, splits.Test)])
        {
            if (!isTrain[which].Any()) throw new InputException($"{archive.Path}: holds no {name}/CLASS/* images, {Expected}");
            EveryClass.Require([.. isTrain[which].Select(sample => sample.Label)], classNames, $"{archive.Path}: {name}");
        }
        (Sample[] mixedTrain, Sample[] mixedTest) = SeededSplit.Mixed(isTrain[true], isTrain[false], seed);
        return new(classNames, mixedTrain, mixedTest, notes);
    }

    // How many folders, from a depth on, all paths have in common.
    private static int CommonFolders(IReadOnlyCollection<string[]> paths, int from)
    {
        string[] first = paths.First();
        int depth = paths.Min(path => path.Length) - 1;
        foreach (string[] path in paths)
        {
            while (!path.AsSpan(from, depth - from).SequenceEqual(first.AsSpan(from, depth - from))) depth--;
        }
        return depth;
    }

    // The folders at a depth, each with the folders in it that hold images, from where they branch.
    private static Dictionary<string, IReadOnlySet<string>> Branches(string[][] paths, int depth) => paths
        .Where(path => path.Length > depth + 1)
        .GroupBy(path => path[depth], StringComparer.Ordinal)
        .ToDictionary(
            folder => folder.Key,
            IReadOnlySet<string> (folder) =>
            {
                int at = CommonFolders([.. folder], depth + 1);
                // The folder of a single class does not branch.
                if (!folder.Any(path => path.Length > at + 1)) at = depth + 1;
                return folder.Where(path => path.Length > at + 1).Select(path => path[at]).ToHashSet(StringComparer.Ordinal);
            },
            StringComparer.Ordinal);

    // Below a split there may be folders that hold all its classes: train/images/CLASS/*.
    private static int ClassDepth(string[][] paths, int depth, SplitFolders splits)
    {
        string[][] train = [.. paths.Where(path => path.Length > depth + 1 && path[depth] == splits.Train)];
        string[][] test = [.. paths.Where(path => path.Length > depth + 1 && path[depth] == splits.Test)];
        int at = Math.Min(CommonFolders(train, depth + 1), CommonFolders(test, depth + 1));
        return train.Concat(test).Any(path => path.Length > at + 1) ? at : depth + 1;
    }

    // With one of the two folders missing, its images alone would be taken for a whole data set without splits.
    private static void RefuseHalf(ImageArchive archive, string[] common)
    {
        if (common is [.., var last] && SplitFolders.NameOf(last) is { } name)
            throw new InputException($"{archive.Path}: holds no {(name == "test" ? "train" : "test")}/CLASS/* images, {Expected}");
    }

    private static void RefuseEmpty(
        ImageArchive archive, string[] common, int at, Predicate<string[]> isSplit, IReadOnlyCollection<string> classNames)
    {
        foreach (string[] path in archive.Folders.Select(folder => folder.Split('/')))
        {
            if (path.Length != at + 1 || !path.AsSpan(0, common.Length).SequenceEqual(common) || (at > common.Length && !isSplit(path)))
                continue;
            if (!classNames.Contains(path[^1], StringComparer.Ordinal))
                throw new InputException($"{archive.Path}: {string.Join('/', path)} holds no images, expected at least one of each class");
        }
    }

    private static string Taken(string path, SplitFolders splits, int validation)
    {
        string left = validation == 0 ? "" : $"; {splits.Validation} ({validation} images) is left out";
        return $"{path}: {splits.Train} is taken for training and {splits.Test} for testing{left}";
    }

    private static string LeftOut(ImageArchive archive, int[] images) =>
        $"{archive.Path}: {images.Length} images that lie in no class folder are left out, the first {archive.Images[images[0]]}";
}
