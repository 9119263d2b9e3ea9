using System.Buffers.Binary;
using System.IO.Hashing;

namespace Coterie.Data;

/// <summary>The image files of a folder and all folders below it.</summary>
internal sealed class FolderImages : ImageArchive
{
    private FolderImages(string path, FolderWalk walk)
        : base(path, walk.Files, walk.Folders)
    {
        if (walk.LinksLeftOut is [var first, ..] links)
            Notes = [.. Notes, $"{path}: links to folders above or read already are left out: {links.Count}, the first {Shown(first)}"];
    }

    public static new FolderImages Open(string path, CancellationToken cancellation)
    {
        try
        {
            return new(path, new FolderWalk(path, cancellation));
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    public override byte[] Read(int index)
    {
        string path = System.IO.Path.Combine(Path, Images[index]);
        try
        {
            long length = RegularFile.Length(path);
            return length <= MaxFileLength
                ? RegularFile.ReadAllBytes(path)
                : throw new InputException($"has {length} bytes, expected at most {MaxFileLength}");
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            throw new InputException($"cannot be read: {e.Message}", e);
        }
    }

    public override UInt128 ContentOf(int index, byte[]? bytes) =>
        BinaryPrimitives.ReadUInt128LittleEndian(XxHash128.Hash(bytes ?? Read(index)));
}
