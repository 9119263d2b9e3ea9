namespace Coterie.Runs.Export;

/// <summary>The formats in which a run can be exported.</summary>
public static class ExportFormats
{
    /// <summary>Every format, in the order in which help lists them.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("csv", "the run's four tables, a file each", CsvTables.Files) { Ending = ".csv" },
        new("json", "one document, that of --json", JsonResults.Files) { Ending = ".json" },
        new("gexf", "each layer's history, for Gephi", Gexf.Files) { Ending = ".gexf", IsOfLayers = true },
        new("graphml", "a graph for each layer and snapshot", GraphMl.Files) { Ending = ".graphml", IsOfLayers = true },
        new("npz", "arrays for NumPy", NpzArrays.Files) { Ending = ".npz" },
        new("tensorboard", "scalars by training step", TensorBoardEvents.Files),
    ];

    /// <summary>Finds a format by its name, in lower or upper case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The format; null if there is none of that name.</returns>
    public static ExportFormat? Find(string name)
    {
        return All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
