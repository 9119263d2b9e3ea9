namespace Coterie.Data;

/// <summary>An image file in a folder or an archive.</summary>
/// <param name="Name">Its path in the folder or archive, with forward slashes.</param>
/// <param name="Length">Its length in bytes, decompressed.</param>
/// <param name="Stamp">Changes when the content does: the checksum in a zip, the time of the last write in a folder.</param>
internal readonly record struct ImageEntry(string Name, long Length, long Stamp);
