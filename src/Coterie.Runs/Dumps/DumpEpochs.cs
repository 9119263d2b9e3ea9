using System.Globalization;
using System.Text.RegularExpressions;
using Coterie.Data;

namespace Coterie.Runs.Dumps;

/// <summary>
/// Finds the epoch of each dump and the accuracy of the model at that epoch. A dump's epoch is the last number in its file name, if every
/// name has such a number and all differ. Otherwise, a table of accuracies that has as many lines as there are dumps is matched in order.
/// </summary>
internal static partial class DumpEpochs
{
    public static IReadOnlyList<(int Epoch, Accuracies Accuracy)> Match(
        IReadOnlyList<string> files, string? accuracyPath)
    {
        int[]? named = Named(files);
        if (accuracyPath is null)
        {
            return [.. files.Select((_, k) => (named?[k] ?? k + 1, Accuracies.None))];
        }
        IReadOnlyList<EpochAccuracy> table = AccuracyTable.Read(accuracyPath);
        if (named is not null && Array.TrueForAll(named, epoch => table.Any(row => row.Epoch == epoch)))
        {
            return [.. named.Select(epoch => Of(table.First(row => row.Epoch == epoch)))];
        }
        if (table.Count == files.Count) return [.. table.Select(Of)];
        throw new InputException(
            $"{accuracyPath}: found {table.Count} epochs, expected one for each of {files.Count} dumps, "
            + "or the epochs that their file names end in");
    }

    private static (int Epoch, Accuracies Accuracy) Of(EpochAccuracy row)
    {
        return (row.Epoch, new Accuracies { Running = row.Running, Evaluated = row.Evaluated, Test = row.Test });
    }

    private static int[]? Named(IReadOnlyList<string> files)
    {
        int[] epochs = new int[files.Count];
        for (int k = 0; k < epochs.Length; k++)
        {
            Match number = LastNumber().Match(Path.GetFileNameWithoutExtension(files[k]));
            if (!number.Success || !int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out epochs[k])) return null;
        }
        return epochs.Distinct().Count() == epochs.Length ? epochs : null;
    }

    [GeneratedRegex("[0-9]+(?=[^0-9]*$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LastNumber();
}
