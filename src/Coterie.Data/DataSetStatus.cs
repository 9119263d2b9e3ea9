namespace Coterie.Data;

/// <summary>Whether the files of a data set are on this machine.</summary>
/// <param name="Info">The data set.</param>
/// <param name="Directory">The folder or archive where its files, or some of them, are; null if none was found, or none is needed.</param>
/// <param name="MissingFiles">The names of the files that were not found.</param>
public sealed record DataSetStatus(DataSetInfo Info, string? Directory, IReadOnlyList<string> MissingFiles)
{
    /// <summary>Whether it can be loaded without a download.</summary>
    public bool IsComplete => MissingFiles.Count == 0;
}
