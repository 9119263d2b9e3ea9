namespace Coterie.Runs.Files;

/// <summary>
/// The epochs that the names of files tell: the number after <c>epoch</c>, <c>ep</c>, <c>e</c> or <c>step</c> in the file's name, else in
/// the nearest folder's, else the one number in which the names differ. Decimals, dates, seeds and numbers that all names share are no
/// epochs.
/// </summary>
internal sealed class FileNames
{
    private readonly IReadOnlyList<string> files;
    // For each file the numbers in its name, then in its folder's name, and so on upwards.
    private readonly IReadOnlyList<NameNumber>[][] numbers;

    /// <summary>Reads names.</summary>
    /// <param name="files">The paths as given.</param>
    /// <exception cref="InputException">Two names tell one epoch, or only some of them tell epochs.</exception>
    public FileNames(IReadOnlyList<string> files)
    {
        this.files = files;
        numbers = [.. files.Select(file => Parts(file).Select(NameNumber.In).ToArray())];
        Epochs = Marked() ?? Differing();
        if (Epochs is not null) RequireDistinct(Epochs);
    }

    /// <summary>The epoch of each file; null where the names do not tell.</summary>
    public int[]? Epochs { get; private set; }

    /// <summary>Whether <see cref="Epochs"/> are training steps.</summary>
    public bool AreSteps { get; private set; }

    /// <summary>How the epochs were found, in words, where no word in the names says that they are epochs; null otherwise.</summary>
    public string? Doubt { get; private set; }

    /// <summary>Whether the names hold numbers that differ: their order may be another than the one in which they are given.</summary>
    public bool HoldNumbers => files.Count == 1
        ? numbers[0][0].Any(number => number.MayBeEpoch)
        : numbers.Select(levels => string.Join('/', levels.Select(level => string.Join(' ', level.Select(number => number.Text)))))
            .Distinct(StringComparer.Ordinal).Count() > 1;

    // The file's name without its ending, then its folders from the nearest upwards.
    private static IEnumerable<string> Parts(string file)
    {
        string[] parts = file.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        string name = Path.GetFileName(file);
        // The end of acts-1.44 is no ending.
        yield return Path.GetExtension(name).Any(char.IsAsciiLetter) ? Path.GetFileNameWithoutExtension(name) : name;
        for (int k = parts.Length - 2; k >= 0; k--) yield return parts[k];
    }

    private int[]? Marked()
    {
        // Folders further up differ among files for a reason; of a single file they are where someone keeps their work.
        int levels = Math.Min(numbers.Min(file => file.Length), files.Count == 1 ? 2 : int.MaxValue);
        for (int level = 0; level < levels; level++)
        {
            int?[] epochs = [.. numbers.Select(file => One(file[level], number => number.IsEpoch))];
            int?[] steps = [.. numbers.Select(file => One(file[level], number => number.IsStep))];
            if (Distinguish(epochs))
            {
                RequireAll(epochs, steps);
                // Several files within an epoch: their steps tell them apart.
                if (!AreDistinct(epochs) && AreAll(steps) && AreDistinct(steps)) return Steps(steps);
                return Values(epochs);
            }
            if (!Distinguish(steps)) continue;
            RequireAll(steps, epochs);
            return Steps(steps);
        }
        return null;
    }

    private int[] Steps(int?[] steps)
    {
        AreSteps = true;
        return Values(steps);
    }

    // Numbers that all names share tell nothing, except of a single file.
    private bool Distinguish(int?[] found)
    {
        return found.Any(number => number is not null) && (files.Count == 1 || found.Distinct().Count() > 1);
    }

    private int[]? Differing()
    {
        int?[] marked = [.. numbers.Select(file => One(file[0], number => number.IsEpoch || number.IsStep))];
        // The folders of files whose names say one epoch do not make it several.
        int levels = files.Count == 1 || AreAll(marked) ? 1 : numbers.Min(file => file.Length);
        for (int level = 0; level < levels; level++)
        {
            IReadOnlyList<NameNumber>[] names = [.. numbers.Select(file => file[level])];
            if (files.Count > 1 && Array.TrueForAll(names, name => Texts(name) == Texts(names[0]))) continue;
            if (OneColumn(names) is not { } epochs) break;
            Doubt = files.Count == 1 ? "the only number in its name"
                : level == 0 ? "the number in which the files' names differ" : "the number in which the folders' names differ";
            return epochs;
        }
        return files.Count > 1 && AreAll(marked) ? Values(marked) : null;
    }

    private static string Texts(IReadOnlyList<NameNumber> name) => string.Join(' ', name.Select(number => number.Text));

    // Names with equally many numbers are compared number by number; others are told if each has just one that may be an epoch.
    private int[]? OneColumn(IReadOnlyList<NameNumber>[] names)
    {
        if (names.Any(name => name.Count != names[0].Count))
        {
            int?[] only = [.. names.Select(name => One(name, number => number.MayBeEpoch))];
            return AreAll(only) ? Values(only) : null;
        }
        int[] columns =
        [
            .. Enumerable.Range(0, names[0].Count).Where(k => names.All(name => name[k].MayBeEpoch)
                && (files.Count == 1 || names.Any(name => name[k].Whole != names[0][k].Whole))),
        ];
        return columns.Length == 1 ? [.. names.Select(name => name[columns[0]].Whole!.Value)] : null;
    }

    // The one number of a name that is as asked; null if there is none or several that differ.
    private static int? One(IReadOnlyList<NameNumber> name, Func<NameNumber, bool> isAsked)
    {
        int[] found = [.. name.Where(isAsked).Select(number => number.Whole!.Value).Distinct()];
        return found.Length == 1 ? found[0] : null;
    }

    private static bool AreAll(int?[] found) => Array.TrueForAll(found, number => number is not null);

    private static bool AreDistinct(int?[] found) => found.Distinct().Count() == found.Length;

    private static int[] Values(int?[] found) => [.. found.Select(number => number!.Value)];

    private void RequireAll(int?[] found, int?[] others)
    {
        int without = Array.FindIndex(found, number => number is null);
        if (without < 0) return;
        int with = Array.FindIndex(found, number => number is not null);
        string why = others[without] is { } other && others[with] is null
            ? $"is numbered {other} otherwise: epochs and steps are mixed"
            : "has no such number";
        throw new InputException(
            $"{files[with]} is numbered {found[with]} by its name, but {files[without]} {why}; "
            + "expected a number in every name, or --epochs with a number for each file in the order given");
    }

    private void RequireDistinct(int[] epochs)
    {
        Dictionary<int, int> first = [];
        for (int k = 0; k < epochs.Length; k++)
        {
            if (first.TryAdd(epochs[k], k)) continue;
            throw new InputException(
                $"{files[first[epochs[k]]]} and {files[k]}: found {(AreSteps ? "step" : "epoch")} {epochs[k]} in both names; "
                + "expected a file for each epoch, or --epochs with a number for each file in the order given");
        }
    }
}
