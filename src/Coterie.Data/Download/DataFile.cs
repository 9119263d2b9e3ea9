namespace Coterie.Data;

/// <summary>A file of a data set, identified by its content: mirrors and users compress the same bytes in different ways.</summary>
/// <param name="Name">Its name, without <c>.gz</c>.</param>
/// <param name="ContentLength">Its length in bytes, decompressed.</param>
/// <param name="ContentSha256">The SHA-256 of the decompressed bytes, in lower-case hexadecimal.</param>
internal sealed record DataFile(string Name, int ContentLength, string ContentSha256)
{
    /// <summary>
    /// Whether it is an archive that has the same compressed form everywhere; name, length and hash are then those of the file itself.
    /// </summary>
    public bool IsArchive { get; init; }
}
