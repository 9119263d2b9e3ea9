namespace Coterie.Data;

/// <summary>
/// Plant Village (Hughes and Salathé, arXiv:1511.08060), in its public layout <c>segmented/CROP___CONDITION/NAME.jpg</c>, as the
/// paper divides it (arXiv:2106.04693): into crops or pairs of crops, not into diseases. Of its crops, potato and raspberry are in no class.
/// </summary>
internal static class PlantVillage
{
    private const string Separator = "___";
    private const string Segmented = "segmented";

    private static readonly string[][] Groups =
        [["apple"], ["blueberry", "cherry"], ["corn"], ["grape"], ["orange"], ["peach", "pepper"], ["soybean"], ["strawberry", "squash"], ["tomato"]];

    public static IReadOnlyList<string> ClassNames { get; } = [.. Groups.Select(NameOf)];

    /// <summary>Whether a folder's name is that of a crop and its condition.</summary>
    public static bool IsClassFolder(string name) => name.Contains(Separator, StringComparison.Ordinal);

    /// <exception cref="InputException">There is no such folder, or fewer than two groups have images.</exception>
    public static ImagePlan Plan(ImageArchive archive, int seed)
    {
        List<(int Entry, int Group, string Top)> found = [];
        for (int i = 0; i < archive.Images.Count; i++)
        {
            if (archive.Images[i].Name.Split('/') is [.. var top, var folder, _] && IsClassFolder(folder))
                found.Add((i, GroupOf(folder), string.Join('/', top)));
        }
        if (found.Count == 0) throw new InputException($"{archive.Path}: holds no folder CROP___CONDITION with images, expected Plant Village's");

        // The public archives hold every photograph thrice: in colour, in gray and segmented.
        string[] tops = [.. found.Select(image => image.Top).Distinct(StringComparer.Ordinal)];
        string[] segmented = [.. tops.Where(top => top.Split('/')[^1].Equals(Segmented, StringComparison.OrdinalIgnoreCase))];
        string chosen = segmented is [var only] ? only : tops is [var sole] ? sole
            : throw new InputException($"{archive.Path}: holds CROP___CONDITION folders in {string.Join(", ", tops)}, expected them in one folder {Segmented}");
        found.RemoveAll(image => image.Group < 0 || image.Top != chosen);

        int[] present = [.. found.Select(image => image.Group).Distinct().Order()];
        string[] classNames = [.. present.Select(group => ClassNames[group])];
        if (present.Length < 2)
        {
            string which = present.Length == 0 ? "none" : classNames[0];
            throw new InputException($"{archive.Path}: holds images of too few of Plant Village's crops ({which}), expected at least two of {string.Join(", ", ClassNames)}");
        }
        IEnumerable<string> missing = ClassNames.Where((_, group) => !present.Contains(group));
        string[] warnings = present.Length == Groups.Length
            ? []
            : [$"{archive.Path}: no images of {string.Join(", ", missing)}: {present.Length} classes instead of {Groups.Length}"];
        (Sample[] train, Sample[] test) = SeededSplit.EightyTwenty(
            found.Select(image => new Sample(image.Entry, Array.IndexOf(present, image.Group))), classNames, seed, archive.Path);
        return new(classNames, train, test, warnings);
    }

    // "Pepper,_bell___healthy" and "Cherry_(including_sour)___healthy" are known by their first words.
    private static int GroupOf(string folder)
    {
        string crop = string.Concat(folder.TakeWhile(char.IsAsciiLetter));
        return Array.FindIndex(Groups, group => group.Contains(crop, StringComparer.OrdinalIgnoreCase));
    }

    private static string NameOf(string[] crops) => string.Join(" and ", crops);
}
