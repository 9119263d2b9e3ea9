namespace Coterie.Data;

/// <summary>
/// Plant Village (Hughes and Salathé, arXiv:1511.08060) in its public layout <c>segmented/CROP___CONDITION/NAME.jpg</c>, in the classes
/// of arXiv:2106.04693: crops or pairs of crops, not diseases. The crops potato and raspberry are in no class.
/// </summary>
internal sealed class PlantVillageSource() : ImageSource("segmented/CROP___CONDITION/*.jpg")
{
    private const string Separator = "___";
    private const string Segmented = "segmented";

    private static readonly string[][] Groups =
    [
        ["apple"], ["blueberry", "cherry"], ["corn"], ["grape"], ["orange"], ["peach", "pepper"], ["soybean"], ["strawberry", "squash"],
        ["tomato"],
    ];

    /// <summary>The classes: a crop, or two joined by "and".</summary>
    public static IReadOnlyList<string> GroupNames { get; } = [.. Groups.Select(crops => string.Join(" and ", crops))];

    public override bool IsDataFolder(DataSetInfo set, string folder) =>
        Directory.Exists(Path.Combine(folder, Segmented))
        || Directory.EnumerateDirectories(folder).Any(below => IsClassFolder(Path.GetFileName(below)));

    protected override ImagePlan Plan(DataSetInfo set, ImageArchive archive, int seed)
    {
        List<(int Entry, int Group, string Top)> found = [];
        for (int i = 0; i < archive.Images.Count; i++)
        {
            if (archive.Images[i].Split('/') is [.. var top, var folder, _] && IsClassFolder(folder))
                found.Add((i, GroupOf(folder), string.Join('/', top)));
        }
        if (found.Count == 0)
            throw new InputException($"{archive.Path}: holds no folder CROP___CONDITION with images, expected Plant Village's");
        string chosen = ChooseVersion(archive.Path, [.. found.Select(image => image.Top).Distinct(StringComparer.Ordinal)]);
        found.RemoveAll(image => image.Group < 0 || !string.Equals(image.Top, chosen, StringComparison.Ordinal));

        int[] present = [.. found.Select(image => image.Group).Distinct().Order()];
        string[] classNames = [.. present.Select(group => GroupNames[group])];
        if (present.Length < 2)
        {
            string which = present.Length == 0 ? "none" : classNames[0];
            throw new InputException(
                $"{archive.Path}: holds images of too few of Plant Village's crops ({which}), "
                + $"expected at least two of {string.Join(", ", GroupNames)}");
        }
        IEnumerable<string> missing = GroupNames.Where((_, group) => !present.Contains(group));
        string[] warnings = present.Length == Groups.Length
            ? []
            : [$"{archive.Path}: no images of {string.Join(", ", missing)}: {present.Length} classes instead of {Groups.Length}"];
        (Sample[] train, Sample[] test) = SeededSplit.EightyTwenty(
            found.Select(image => new Sample(image.Entry, Array.IndexOf(present, image.Group))), classNames, seed, archive.Path);
        return new(classNames, train, test, warnings);
    }

    // The public archives hold every photograph three times: in colour, in gray and segmented.
    private static string ChooseVersion(string path, string[] tops)
    {
        string[] segmented = [.. tops.Where(top => top.Split('/')[^1].Equals(Segmented, StringComparison.OrdinalIgnoreCase))];
        if (segmented is [var only]) return only;
        return tops is [var single] ? single : throw new InputException(
            $"{path}: holds CROP___CONDITION folders in {string.Join(", ", tops)}, expected them in one folder {Segmented}");
    }

    private static bool IsClassFolder(string name) => name.Contains(Separator, StringComparison.Ordinal);

    // The first word is the crop: "Pepper,_bell___healthy", "Cherry_(including_sour)___healthy".
    private static int GroupOf(string folder)
    {
        string crop = string.Concat(folder.TakeWhile(char.IsAsciiLetter));
        return Array.FindIndex(Groups, group => group.Contains(crop, StringComparer.OrdinalIgnoreCase));
    }
}
