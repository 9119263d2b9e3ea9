namespace Coterie.Runs.Export;

/// <summary>The formats in which a run can be exported.</summary>
public static class ExportFormats
{
    /// <summary>Every format, in the order in which help lists them.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("csv", "the run's tables: metrics, neurons, communities, edges", CsvTables.Files) { Ending = ".csv" },
        new("json", "everything in one document, the one of --json", JsonResults.Files) { Ending = ".json" },
    ];

    /// <summary>Finds a format by its name, in lower or upper case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The format; null if there is none of that name.</returns>
    public static ExportFormat? Find(string name)
    {
        return All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
