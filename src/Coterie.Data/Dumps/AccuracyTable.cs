using System.Security.Cryptography;
using CsvHelper;

namespace Coterie.Data;

/// <summary>
/// Accuracies by epoch from a CSV file: a column of epochs and any of running, evaluated and test accuracy, by the names that common tools
/// give them, in any order. Other columns are ignored. Rows of one epoch are joined, and a blank value is unknown.
/// </summary>
/// <remarks>
/// Read as written by Keras' CSVLogger, Lightning's CSVLogger, pandas and spreadsheets: in UTF-8 or UTF-16; with commas, semicolons or tabs
/// between values; with decimal commas; with an index column; in percent.
/// </remarks>
public sealed class AccuracyTable
{
    private const int MostBytes = 64 << 20;
    private const string Header =
        "a header with epoch and any of running, evaluated, test_accuracy, or names such as accuracy, train_acc, val_accuracy, test_acc";

    private AccuracyTable(IReadOnlyList<EpochAccuracy> rows, IReadOnlyList<string> notes, string sha256)
    {
        Rows = rows;
        Notes = notes;
        Sha256 = sha256;
    }

    /// <summary>The accuracies of each epoch, in the order in which the file names the epochs first.</summary>
    public IReadOnlyList<EpochAccuracy> Rows { get; }

    /// <summary>What a person should know of how the table was read, a line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The SHA-256 of the file's content, in hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a file, or a pipe, once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bySteps">
    /// Whether <see cref="EpochAccuracy.Epoch"/> is to be the training step, where the table has a column of steps.
    /// </param>
    /// <exception cref="InputException">The file cannot be read, or a line is not as described.</exception>
    public static AccuracyTable Read(string path, bool bySteps = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content = ReadContent(path);
        string text = AccuracyText.Decode(content);
        (char separator, int start, int skipped) = AccuracyText.Layout(text);
        CsvReaderOptions options = new()
        {
            Separator = separator,
            TrimWhitespace = separator != '\t',
            TrackLineNumbers = true,
            MaxRecordSize = 1 << 20,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
        };
        try
        {
            using CsvReader csv = CsvReader.FromText(text[start..], options);
            AccuracyRows rows = new(path, Columns(path, csv, bySteps));
            while (csv.Read()) rows.Add(csv.GetString, csv.LineNumber + skipped);
            (IReadOnlyList<EpochAccuracy> read, IReadOnlyList<string> notes) = rows.Finish();
            return new AccuracyTable(read, notes, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
        catch (CsvFormatException e)
        {
            throw new InputException(
                $"{path}: line {e.LineNumber + skipped}: found quotes that do not match, or more or fewer values than columns; "
                + "expected a value for each column",
                e);
        }
    }

    private static AccuracyColumns Columns(string path, CsvReader csv, bool bySteps)
    {
        csv.ReadHeader();
        AccuracyColumns columns = new([.. csv.Headers], bySteps);
        if (columns.IsComplete) return columns;
        string[] names = [.. csv.Headers.Select(name => Printable.Name(name, 30))];
        const int most = 40;
        string found = names.Length == 0 ? "nothing"
            : $"the columns {string.Join(", ", names.Take(most))}{(names.Length > most ? $", … ({names.Length} columns)" : "")}";
        throw new InputException($"{path}: line 1: found {found}; expected {Header}");
    }

    // Once, so that a pipe can be read, and its hash is that of what was read.
    private static byte[] ReadContent(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using MemoryStream content = new();
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > MostBytes)
                    throw new InputException($"{path}: found more than {ByteSize.Text(MostBytes)}; expected a CSV file of accuracies");
            }
            return content.ToArray();
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            string found = Directory.Exists(path) ? "a folder"
                : e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : "that it cannot be read";
            throw new InputException($"{path}: found {found}; expected a CSV file of accuracies", e);
        }
    }
}
