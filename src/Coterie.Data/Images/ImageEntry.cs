namespace Coterie.Data;

/// <summary>An image file in a folder or an archive.</summary>
/// <param name="Name">Its path from the top, with forward slashes.</param>
/// <param name="Length">Its length in bytes, decompressed.</param>
/// <param name="Stamp">Changes where the content does: a checksum if the archive has one, else the time of the last write.</param>
internal readonly record struct ImageEntry(string Name, long Length, long Stamp);
