using Coterie.Data;

namespace Coterie.Runs.Files;

/// <summary>
/// Finds the epoch of each file, sorts the files by it, and finds the accuracy of the model at that epoch. Epochs are those that are
/// stated, else those that the names tell (<see cref="FileNames"/>), and they must agree with those of the table of accuracies: the table
/// has each of them, or each shifted by one, as where names count from 1 and the table from 0. Only files whose names hold no numbers are
/// paired with the lines of the table in order.
/// </summary>
internal sealed class FileEpochs
{
    private readonly List<string> notes = [];

    private FileEpochs(IReadOnlyList<MatchedFile> matched, string? accuracySha256)
    {
        Matched = matched;
        AccuracySha256 = accuracySha256;
    }

    /// <summary>The files by ascending epoch.</summary>
    public IReadOnlyList<MatchedFile> Matched { get; private set; }

    /// <summary>The SHA-256 of the table of accuracies; null if there is none.</summary>
    public string? AccuracySha256 { get; }

    /// <summary>What a person should know of how epochs were found, a line each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Matches files, epochs and accuracies.</summary>
    /// <param name="files">The files.</param>
    /// <param name="accuracyPath">The table of accuracies; null for none.</param>
    /// <param name="stated">The epoch of each file, as a person stated them; null to take them from the names.</param>
    /// <exception cref="InputException">Epochs cannot be told, or names and table do not agree.</exception>
    public static FileEpochs Match(IReadOnlyList<string> files, string? accuracyPath, IReadOnlyList<int>? stated = null)
    {
        if (stated is not null) RequireStated(files, stated);
        FileNames? names = stated is null ? new FileNames(files) : null;
        AccuracyTable? table = accuracyPath is null ? null : AccuracyTable.Read(accuracyPath, names is { AreSteps: true });
        IReadOnlyList<int>? told = stated ?? names!.Epochs;

        FileEpochs found = new([], table?.Sha256);
        found.notes.AddRange(table?.Notes ?? []);
        found.Matched = told is null
            ? found.InOrder(files, names!, accuracyPath, table)
            : [.. found.ByEpoch(files, told, accuracyPath, table).OrderBy(file => file.Epoch)];
        if (stated is not null) found.notes.Add($"--epochs: {Pairs(found.Matched)}");
        if (names is { AreSteps: true }) found.notes.Add($"the files are numbered by training step, not by epoch: {Pairs(found.Matched)}");
        if (names is { Epochs: not null, Doubt: { } doubt }) found.notes.Add($"the epoch is taken to be {doubt}: {Pairs(found.Matched)}");
        return found;
    }

    private static void RequireStated(IReadOnlyList<string> files, IReadOnlyList<int> stated)
    {
        if (stated.Count != files.Count)
        {
            throw new InputException(
                $"--epochs: found {stated.Count} epochs for {files.Count} files; expected one for each, in the order of the files");
        }
        int[] twice = [.. stated.GroupBy(epoch => epoch).Where(same => same.Count() > 1).Select(same => same.Key)];
        if (twice.Length > 0) throw new InputException($"--epochs: found {twice[0]} twice; expected another epoch for each file");
    }

    private MatchedFile[] InOrder(IReadOnlyList<string> files, FileNames names, string? accuracyPath, AccuracyTable? table)
    {
        if (table is null)
        {
            MatchedFile[] counted = [.. files.Select((file, k) => new MatchedFile(file, k + 1, Accuracies.None))];
            if (files.Count > 1 || names.HoldNumbers)
            {
                notes.Add($"the files' names tell no epochs: counted in the order given, {Pairs(counted)} (--epochs states others)");
            }
            return counted;
        }
        IReadOnlyList<EpochAccuracy> rows = table.Rows;
        if (names.HoldNumbers)
        {
            throw new InputException(
                $"{accuracyPath}: found epochs {List(rows.Select(row => row.Epoch))}, but which of the numbers in the files' names is the "
                + $"epoch cannot be told ({Limited([.. files.Select(Path.GetFileName)!])}); "
                + "expected names with epoch-1, epoch-2 and so on, or "
                + "--epochs with a number for each file");
        }
        if (rows.Count != files.Count)
        {
            throw new InputException(
                $"{accuracyPath}: found {rows.Count} epochs for {files.Count} files whose names tell no epochs; expected a line for each, "
                + "or --epochs with a number for each file");
        }
        MatchedFile[] paired = [.. files.Select((file, k) => new MatchedFile(file, rows[k].Epoch, Of(rows[k])))];
        notes.Add($"the files' names tell no epochs: paired with the lines of {accuracyPath} in the order given, {Pairs(paired)}");
        for (int k = 1; k < paired.Length; k++)
        {
            if (paired[k].Epoch > paired[k - 1].Epoch) continue;
            throw new InputException(
                $"{accuracyPath}: found epoch {paired[k].Epoch} after {paired[k - 1].Epoch}; expected ascending epochs for files whose "
                + "names tell none");
        }
        return paired;
    }

    private MatchedFile[] ByEpoch(IReadOnlyList<string> files, IReadOnlyList<int> epochs, string? accuracyPath, AccuracyTable? table)
    {
        if (table is null) return [.. files.Select((file, k) => new MatchedFile(file, epochs[k], Accuracies.None))];
        Dictionary<int, EpochAccuracy> rows = table.Rows.ToDictionary(row => row.Epoch);
        int[] shifts = Fits(0) ? [0] : [.. new[] { -1, 1 }.Where(Fits)];
        if (shifts.Length != 1) throw Disagree(files, epochs, accuracyPath!, table, fitsBoth: shifts.Length > 1);

        int shift = shifts[0];
        if (shift != 0)
        {
            notes.Add(
                $"{accuracyPath} counts epochs {(shift < 0 ? "one lower" : "one higher")} than the files: epoch {epochs.Min()} has the "
                + $"accuracy of its epoch {epochs.Min() + shift}, and so on");
        }
        else if (rows.ContainsKey(0) && epochs.Max() < rows.Keys.Max() && Fits(-1))
        {
            notes.Add(
                $"warning: {accuracyPath} counts epochs from 0: epoch {epochs[0]} has the accuracy of its epoch {epochs[0]}; if the files "
                + $"count from 1, state --epochs {string.Join(',', epochs.Select(epoch => epoch - 1))}");
        }
        return [.. files.Select((file, k) => new MatchedFile(file, epochs[k], Of(rows[epochs[k] + shift])))];

        bool Fits(int by) => epochs.All(epoch => rows.ContainsKey(epoch + by));
    }

    private static InputException Disagree(
        IReadOnlyList<string> files, IReadOnlyList<int> epochs, string accuracyPath, AccuracyTable table, bool fitsBoth)
    {
        HashSet<int> known = [.. table.Rows.Select(row => row.Epoch)];
        string tried = Limited([.. Enumerable.Range(0, epochs.Count).OrderBy(k => epochs[k]).Select(k => Pair(epochs[k], k))]);
        string how = fitsBoth ? "one earlier and one later fit alike" : "one earlier and one later do not fit either";
        return new InputException(
            $"{accuracyPath}: found epochs {List(known)}; tried {tried}; {how}; expected the epochs of the files, or --epochs with a "
            + "number for each file");

        string Pair(int epoch, int k) =>
            $"{Path.GetFileName(files[k])} with epoch {epoch}{(known.Contains(epoch) ? "" : " (not there)")}";
    }

    private static string Pairs(IReadOnlyList<MatchedFile> matched)
    {
        return Limited([.. matched.Select(file => $"{Printable.Name(Path.GetFileName(file.File), 40)} is {file.Epoch}")]);
    }

    private static string List(IEnumerable<int> epochs) => Limited([.. epochs.Order().Select(epoch => $"{epoch}")]);

    // The first few and the last of a list.
    private static string Limited(IReadOnlyList<string> all)
    {
        const int most = 4;
        return all.Count <= most ? string.Join(", ", all) : $"{string.Join(", ", all.Take(most - 1))}, … {all[^1]}";
    }

    private static Accuracies Of(EpochAccuracy row)
    {
        return new Accuracies { Running = row.Running, Evaluated = row.Evaluated, Test = row.Test };
    }
}
