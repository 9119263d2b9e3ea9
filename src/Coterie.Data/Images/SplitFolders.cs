namespace Coterie.Data;

/// <summary>Of folders beside each other, those that hold the splits of a data set rather than one class each.</summary>
/// <param name="Train">The folder with the training images.</param>
/// <param name="Test">The folder with the test images.</param>
/// <param name="Validation">The folder with validation images, which are left out; null if there is none.</param>
/// <param name="IsPlain">Whether the two are called train and test in so many words; otherwise it is worth a line.</param>
internal sealed record SplitFolders(string Train, string Test, string? Validation, bool IsPlain)
{
    private enum Role
    {
        None,
        Train,
        Test,
        Validation,
    }

    /// <summary>Finds the splits.</summary>
    /// <param name="path">The folder or zip, for messages.</param>
    /// <param name="folders">
    /// The folders beside each other, each with the folders below it that hold images, from where they branch.
    /// </param>
    /// <returns>The splits; null if the folders are classes.</returns>
    /// <exception cref="InputException">Some look like splits, but not all are there, or it is not plain which is which.</exception>
    public static SplitFolders? Find(string path, IReadOnlyDictionary<string, IReadOnlySet<string>> folders)
    {
        string[] nested = [.. folders.Where(folder => folder.Value.Count > 0).Select(folder => folder.Key).Order(StringComparer.Ordinal)];
        if (Array.Exists(nested, name => RoleOf(name) is Role.Train or Role.Test)) return Of(path, nested, RoleOf);
        string[] named = [.. folders.Keys.Where(name => RoleOf(name) != Role.None).Order(StringComparer.Ordinal)];
        if (named.Length > 1)
            throw new InputException($"{path}: {string.Join(" and ", named)} hold no class folders, {ImageFolderLayout.Expected}");

        string[] alike = [.. nested.Where(name => nested.Any(other => other != name && folders[name].Count(folders[other].Contains) > 1))];
        if (alike.Length == 0) return null;
        if (Array.Exists(alike, name => RoleByWord(name) == Role.Train)) return Of(path, alike, RoleByWord);
        string[] shared = [.. folders[alike[0]].Where(below => alike.Count(name => folders[name].Contains(below)) > 1)];
        throw new InputException(
            $"{path}: {string.Join(" and ", alike.Take(2))} hold the same folders ({string.Join(", ", shared.Take(3))}), as splits do, "
            + $"{ImageFolderLayout.Expected}");
    }

    /// <summary>The split that a folder's name means, if it is nothing but that; else null.</summary>
    public static string? NameOf(string folder) => RoleOf(folder) switch
    {
        Role.Train => "train",
        Role.None => null,
        _ => "test",
    };

    private static SplitFolders Of(string path, string[] names, Func<string, Role> role)
    {
        string? train = Single(Role.Train), test = Single(Role.Test), validation = Single(Role.Validation);
        if (train is null) throw new InputException($"{path}: holds no train/CLASS/* images, {ImageFolderLayout.Expected}");
        if ((test ?? validation) is not { } tested)
            throw new InputException($"{path}: holds no test/CLASS/* images, {ImageFolderLayout.Expected}");
        bool isPlain = RoleOf(train) == Role.Train && RoleOf(tested) == Role.Test;
        return new(train, tested, test is null ? null : validation, isPlain);

        string? Single(Role wanted)
        {
            string[] found = [.. names.Where(name => role(name) == wanted)];
            return found.Length <= 1
                ? found.FirstOrDefault()
                : throw new InputException($"{path}: {string.Join(" and ", found)} look like the same split, expected one of them");
        }
    }

    // train, Training, train_set, "Test Set", …
    private static Role RoleOf(string folder)
    {
        string letters = string.Concat(folder.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        const string set = "set";
        return (letters.EndsWith(set, StringComparison.Ordinal) ? letters[..^set.Length] : letters) switch
        {
            "train" or "training" => Role.Train,
            "test" or "testing" => Role.Test,
            "val" or "valid" or "validation" => Role.Validation,
            _ => Role.None,
        };
    }

    // flowers-train, seg_test, …
    private static Role RoleByWord(string folder) => folder
        .Split([.. folder.Where(c => !char.IsLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)
        .Select(RoleOf)
        .FirstOrDefault(role => role != Role.None);
}
