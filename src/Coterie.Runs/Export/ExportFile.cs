namespace Coterie.Runs.Export;

/// <summary>A file that an export writes.</summary>
/// <param name="Name">Its name in the folder of the export.</param>
/// <param name="Write">Writes its content.</param>
internal sealed record ExportFile(string Name, Action<Stream> Write);
