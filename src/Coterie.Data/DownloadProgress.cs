namespace Coterie.Data;

/// <summary>How far the download of one file has come.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Received">Bytes received; back at 0 where the next mirror is tried.</param>
/// <param name="Total">Bytes to receive, if the server says.</param>
public readonly record struct DownloadProgress(string File, long Received, long? Total);
