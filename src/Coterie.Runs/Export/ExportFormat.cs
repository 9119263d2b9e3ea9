namespace Coterie.Runs.Export;

/// <summary>A form in which a run can be exported for other programs. <see cref="ExportFormats"/> lists all.</summary>
public sealed class ExportFormat
{
    internal ExportFormat(string name, string description, Func<ExportedRun, IEnumerable<ExportFile>> files)
    {
        Name = name;
        Description = description;
        Files = files;
    }

    /// <summary>Its name, such as <c>graphml</c>.</summary>
    public string Name { get; }

    /// <summary>What it holds and for which programs, in one line.</summary>
    public string Description { get; }

    /// <summary>
    /// How the names of its files end, such as <c>.graphml</c>; null where other programs want a folder, whatever the number of files.
    /// </summary>
    public string? Ending { get; init; }

    /// <summary>Whether some layers and snapshots can be exported alone; other formats always hold the whole run.</summary>
    public bool IsOfLayers { get; init; }

    /// <summary>The files of an export, each in a name and what writes its content.</summary>
    internal Func<ExportedRun, IEnumerable<ExportFile>> Files { get; }
}
