namespace Coterie.Data;

/// <summary>Whether a data set is at hand.</summary>
/// <param name="Info">The data set.</param>
/// <param name="Directory">The folder where its files, or some of them, were found; null if nowhere or built in.</param>
/// <param name="MissingFiles">The names of the files that are not there.</param>
public sealed record DataSetStatus(DataSetInfo Info, string? Directory, IReadOnlyList<string> MissingFiles)
{
    /// <summary>Whether it can be loaded without a download.</summary>
    public bool IsComplete => MissingFiles.Count == 0;
}
