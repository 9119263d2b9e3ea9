namespace Coterie.Data;

/// <summary>How far one step of loading a data set is.</summary>
/// <param name="Step">The step.</param>
/// <param name="Name">The name of the file that is downloaded, or of the data set whose images are decoded.</param>
/// <param name="Done">Bytes received, or images decoded. Bytes start at 0 again when the next mirror is tried.</param>
/// <param name="Total">Bytes to receive, null if the server does not say; or images to decode.</param>
public readonly record struct LoadProgress(LoadStep Step, string Name, long Done, long? Total);
