namespace Coterie.Data;

/// <summary>
/// Takes classes from folder names: <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, or <c>CLASS/*</c> alone, of which a fifth of each
/// class is for testing. Folders around these are ignored, and images may be in sub-folders of their class.
/// </summary>
internal static class ImageFolderLayout
{
    private const string Expected = "expected train/CLASS/* and test/CLASS/*, or CLASS/* alone";
    private const string Train = "train", Test = "test";

    /// <summary>Chooses the images and divides them into classes and splits.</summary>
    /// <exception cref="InputException">
    /// There are no class folders, only one class, one without images, or training images without test images or the other way.
    /// </exception>
    public static ImagePlan Plan(ImageArchive archive, int seed)
    {
        string[][] paths = [.. archive.Images.Select(image => image.Name.Split('/'))];
        int depth = CommonFolders(paths);
        RefuseHalf(archive, paths[0][..depth]);

        bool split = paths.Any(path => path.Length >= depth + 3 && (Is(path[depth], Train) || Is(path[depth], Test)));
        int at = split ? depth + 1 : depth;
        bool InClass(string[] path) => path.Length > at + 1 && (!split || Is(path[depth], Train) || Is(path[depth], Test));
        int[] used = [.. Enumerable.Range(0, paths.Length).Where(i => InClass(paths[i]))];
        string[] classNames = [.. used.Select(i => paths[i][at]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (used.Length == 0) throw new InputException($"{archive.Path}: holds images of one class or none, {Expected}");
        if (classNames.Length == 1)
            throw new InputException($"{archive.Path}: holds images of one class, {classNames[0]}, {Expected} with two or more classes");
        RefuseEmpty(archive, paths[0][..depth], split, classNames);

        Sample SampleOf(int i) => new(i, Array.BinarySearch(classNames, paths[i][at], StringComparer.Ordinal));
        string[] warnings = used.Length == paths.Length ? [] : [LeftOut(archive, [.. Enumerable.Range(0, paths.Length).Except(used)])];
        if (!split)
        {
            (Sample[] train, Sample[] test) = SeededSplit.EightyTwenty(used.Select(SampleOf), classNames, seed, archive.Path);
            return new(classNames, train, test, warnings);
        }
        ILookup<bool, Sample> isTrain = used.ToLookup(i => Is(paths[i][depth], Train), SampleOf);
        foreach (bool which in (bool[])[true, false])
        {
            string name = which ? Train : Test;
            if (!isTrain[which].Any()) throw new InputException($"{archive.Path}: holds no {name}/CLASS/* images, {Expected}");
            EveryClass.Require([.. isTrain[which].Select(sample => sample.Label)], classNames, $"{archive.Path}: {name}");
        }
        (Sample[] mixedTrain, Sample[] mixedTest) = SeededSplit.Mixed(isTrain[true], isTrain[false], seed);
        return new(classNames, mixedTrain, mixedTest, warnings);
    }

    private static bool Is(string folder, string name) => string.Equals(folder, name, StringComparison.OrdinalIgnoreCase);

    private static int CommonFolders(string[][] paths)
    {
        int depth = paths.Min(path => path.Length) - 1;
        foreach (string[] path in paths)
        {
            while (!path.AsSpan(0, depth).SequenceEqual(paths[0].AsSpan(0, depth))) depth--;
        }
        return depth;
    }

    // With one of the two folders missing, its images alone would be taken for a whole data set without splits.
    private static void RefuseHalf(ImageArchive archive, string[] common)
    {
        if (common is [.., var last] && (Is(last, Train) || Is(last, Test)))
            throw new InputException($"{archive.Path}: holds no {(Is(last, Train) ? Test : Train)}/CLASS/* images, {Expected}");
    }

    private static void RefuseEmpty(ImageArchive archive, string[] common, bool split, string[] classNames)
    {
        foreach (string[] path in archive.Folders.Select(folder => folder.Split('/')))
        {
            if (path.Length != common.Length + (split ? 2 : 1) || !path.AsSpan(0, common.Length).SequenceEqual(common)) continue;
            if (split && !Is(path[common.Length], Train) && !Is(path[common.Length], Test)) continue;
            if (Array.BinarySearch(classNames, path[^1], StringComparer.Ordinal) < 0)
                throw new InputException($"{archive.Path}: {string.Join('/', path)} holds no images, expected at least one of each class");
        }
    }

    private static string LeftOut(ImageArchive archive, int[] images) =>
        $"{archive.Path}: {images.Length} images that lie in no class folder are left out, the first {archive.Images[images[0]].Name}";
}
