using System.Globalization;
using CsvHelper;

namespace Coterie.Data;

/// <summary>
/// Reads accuracies by epoch from a CSV file: a header with <c>epoch</c> and any of <c>running</c>, <c>evaluated</c> and
/// <c>test_accuracy</c>, in any order. Other columns are ignored, and a blank value is unknown.
/// </summary>
public static class AccuracyTable
{
    private static readonly string[] Measures = ["running", "evaluated", "test_accuracy"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A record for each line, in the order of the file.</returns>
    /// <exception cref="InputException">The file cannot be read, or a line is not as described.</exception>
    public static IReadOnlyList<EpochAccuracy> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        CsvReaderOptions options = new()
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = 1 << 20,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        };
        try
        {
            using FileStream file = File.OpenRead(path);
            using CsvReader csv = CsvReader.Create(file, options);
            return Read(path, csv);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found = e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : "that it cannot be read";
            throw new InputException($"{path}: found {found}; expected a CSV file of accuracies", e);
        }
        catch (CsvFormatException e)
        {
            throw Bad(path, e.LineNumber, "quotes that do not match, or more or fewer values than columns", "a value for each column", e);
        }
    }

    private static List<EpochAccuracy> Read(string path, CsvReader csv)
    {
        const string header = "a header with epoch and any of running, evaluated, test_accuracy";
        csv.ReadHeader();
        string[] columns = [.. csv.Headers];
        if (!columns.Contains("epoch", StringComparer.Ordinal) || !columns.Intersect(Measures, StringComparer.Ordinal).Any())
        {
            throw Bad(path, 1, columns.Length == 0 ? "nothing" : $"the columns {Shorten(string.Join(", ", columns))}", header);
        }
        string? twice = Measures.Append("epoch").FirstOrDefault(name => columns.Count(name.Equals) > 1);
        if (twice is not null) throw Bad(path, 1, $"two columns '{twice}'", header);

        List<EpochAccuracy> rows = [];
        while (csv.Read())
        {
            string written = csv.GetString("epoch");
            if (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int epoch))
            {
                throw Bad(path, csv.LineNumber, $"the epoch '{Shorten(written)}'", "a whole number from 0 upwards");
            }
            if (rows.Exists(row => row.Epoch == epoch)) throw Bad(path, csv.LineNumber, $"epoch {epoch} again", "each epoch once");
            rows.Add(new EpochAccuracy(epoch, Accuracy("running"), Accuracy("evaluated"), Accuracy("test_accuracy")));
        }
        return rows.Count > 0 ? rows : throw Bad(path, 2, "no epochs", "a line for each");

        double? Accuracy(string column)
        {
            if (!columns.Contains(column, StringComparer.Ordinal)) return null;
            string written = csv.GetString(column);
            if (written.Length == 0) return null;
            bool isNumber = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (isNumber && value is >= 0 and <= 1) return value;
            throw Bad(path, csv.LineNumber, $"'{Shorten(written)}' as {column}", "a number from 0 to 1, or nothing");
        }
    }

    // Messages have one line, whatever the file holds.
    private static string Shorten(string found)
    {
        string line = string.Concat(found.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= 60 ? line : $"{line[..60]}…";
    }

    private static InputException Bad(string path, long line, string found, string expected, Exception? inner = null)
    {
        return new InputException($"{path}: line {line}: found {found}; expected {expected}", inner);
    }
}
