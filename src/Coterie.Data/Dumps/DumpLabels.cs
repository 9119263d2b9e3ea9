using CsvHelper;

namespace Coterie.Data;

/// <summary>Finds the labels of a dump: in one of its arrays, or in a file of their own.</summary>
internal static class DumpLabels
{
    private static readonly string[] ColumnNames = ["label", "labels", "class", "target", "y"];

    /// <summary>Reads the labels.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="labels">The name of its array, or the path of a file.</param>
    /// <param name="notes">Receives what a person should know of them.</param>
    /// <exception cref="InputException">There are none, or they cannot be read.</exception>
    public static ClassLabels Read(DumpFile dump, string labels, List<string> notes)
    {
        if (dump.Find(labels) is { } array)
        {
            RequireSamples(dump, array);
            return ArrayLabels.Read(array, notes);
        }
        if (labels == DumpReading.DefaultLabels)
        {
            throw new InputException(
                $"{dump.Path}: found no array '{labels}', but {DumpFile.List(dump.Arrays)}; "
                + "expected the class of each sample; name its array or file with --labels");
        }
        if (!Path.Exists(labels))
        {
            throw new InputException(
                $"{dump.Path}: found no array '{labels}', and no file of that name, but {DumpFile.List(dump.Arrays)}; "
                + "expected the class of each sample");
        }
        return HoldsArrays(labels)
            ? FromArrays(dump, labels, notes)
            : FromTable(labels, [.. dump.Arrays.Select(one => one.Header.Shape.FirstOrDefault())], notes);
    }

    private static bool HoldsArrays(string path)
    {
        using FileStream file = InputFile.OpenRead(path, "labels");
        bool isArrays = DumpFormat.All.Any(format => format.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
        FileErrors.Name(path, "cannot be read", () => isArrays |= DumpFormat.Find(file) is not null);
        return isArrays;
    }

    private static ClassLabels FromArrays(DumpFile dump, string path, List<string> notes)
    {
        using DumpFile file = new(path);
        DumpArray array = (file.Arrays.Count == 1 ? file.Arrays[0] : file.Find(DumpReading.DefaultLabels))
            ?? throw new InputException(
                $"{path}: found {DumpFile.List(file.Arrays)}; expected one array, or one called '{DumpReading.DefaultLabels}'");
        RequireSamples(dump, array);
        return ArrayLabels.Read(array, notes);
    }

    // Labels without samples are not even read: in an archive a few bytes may stand for any number.
    private static void RequireSamples(DumpFile dump, DumpArray labels)
    {
        DumpArray[] others = [.. dump.Arrays.Where(array => array != labels && array.Header.Shape.Length > 1)];
        if (others.Length == 0 || labels.Header.Shape is not [long count, ..]) return;
        if (count <= others.Max(array => array.Header.Shape[0])) return;
        throw labels.Bad($"{count} labels", $"one for each sample of {DumpFile.List(others)}");
    }

    // The first line may be a header or a label: which it is follows from the number of samples.
    private static ClassLabels FromTable(string path, HashSet<long> lengths, List<string> notes)
    {
        const string expected = "a table as text with a label on each line";
        try
        {
            CsvReaderOptions options = new()
            {
                Separator = Separator(path, expected),
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MaxRecordSize = 1 << 20,
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
            };
            using FileStream file = InputFile.OpenRead(path, expected);
            using CsvReader csv = CsvReader.Create(file, options);
            csv.ReadHeader();
            string column = LabelColumn(path, [.. csv.Headers]);
            List<string> read = [];
            while (csv.Read()) read.Add(csv.GetString(column));
            bool hasHeader = csv.Headers.Count > 1 || lengths.Contains(read.Count) || !lengths.Contains(read.Count + 1L);
            if (!hasHeader) read.Insert(0, column);
            if (read.Count == 0) throw new InputException($"{path}: found no labels; expected one for each sample");
            if (read.IndexOf("") is >= 0 and int empty)
            {
                throw new InputException($"{path}: found an empty label for sample {empty}; expected the class of each sample");
            }
            ClassCoder<string> texts = new();
            foreach (string label in read) texts.Add(label);
            ClassLabels labels = ClassLabels.OfTexts(texts);
            notes.AddRange(labels.Notes(path, hasHeader ? $"column {column}" : "without a header"));
            return labels;
        }
        catch (CsvFormatException e)
        {
            throw new InputException(
                $"{path}: line {e.LineNumber}: found quotes that do not match, or more or fewer values than columns; expected {expected}",
                e);
        }
        catch (IOException e)
        {
            throw new InputException($"{path}: found that it cannot be read ({e.Message}); expected {expected}", e);
        }
    }

    private static char Separator(string path, string expected)
    {
        using StreamReader reader = new(InputFile.OpenRead(path, expected));
        char[] start = new char[1 << 16];
        ReadOnlySpan<char> line = start.AsSpan(0, reader.ReadBlock(start));
        if (line.IndexOfAny('\r', '\n') is >= 0 and int end) line = line[..end];
        return line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',';
    }

    private static string LabelColumn(string path, string[] columns)
    {
        if (columns.Length == 1) return columns[0];
        string[] fitting = [.. columns.Where(column => ColumnNames.Contains(column, StringComparer.OrdinalIgnoreCase))];
        if (fitting.Length == 1) return fitting[0];
        string found = fitting.Length > 1 ? $"the columns {string.Join(", ", fitting)}" : $"the columns {string.Join(", ", columns)}";
        throw new InputException($"{path}: found {found}; expected one column, or one called {string.Join(" or ", ColumnNames)}");
    }
}
