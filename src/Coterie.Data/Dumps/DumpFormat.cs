namespace Coterie.Data;

/// <summary>A format that holds named arrays. A further one is an entry in <see cref="All"/>.</summary>
/// <param name="Endings">The usual endings of its files.</param>
/// <param name="Is">Whether a file's first bytes are this format's.</param>
/// <param name="Open">Adds the arrays of an open file, which is at its beginning; throws <see cref="InputException"/>.</param>
internal sealed record DumpFormat(string[] Endings, DumpFormat.StartTest Is, Action<DumpFile, FileStream> Open)
{
    private const int StartBytes = 16;

    /// <summary>Looks at the first bytes of a file, at most <see cref="StartBytes"/>.</summary>
    internal delegate bool StartTest(ReadOnlySpan<byte> start);

    /// <summary>All formats.</summary>
    public static IReadOnlyList<DumpFormat> All { get; } =
    [
        // An archive without files has only the record that ends its directory.
        new([".npz", ".zip"], start => start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8), ZipOfArrays.Open),
        new([".npy"], start => start.StartsWith(NpyHeader.Magic), NpyFormat.Open),
        new([".safetensors"], SafeTensorsFormat.Is, SafeTensorsFormat.Open),
    ];

    /// <summary>The format of a file, by its content.</summary>
    /// <param name="stream">The open file, which is left at its beginning.</param>
    /// <returns>Null if it is none of these.</returns>
    public static DumpFormat? Find(FileStream stream)
    {
        ReadOnlySpan<byte> start = Start(stream);
        foreach (DumpFormat format in All)
        {
            if (format.Is(start)) return format;
        }
        return null;
    }

    /// <summary>The format of a file, by its content; by its ending if it is damaged, so that the message says how.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stream">The open file, which is left at its beginning.</param>
    /// <exception cref="InputException">It is something else.</exception>
    public static DumpFormat Of(string path, FileStream stream)
    {
        if (Find(stream) is { } format) return format;
        ForeignFormat.Refuse(path, Start(stream));
        return All.FirstOrDefault(one => one.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            ?? throw new InputException($"{path}: found something else; expected {DumpFile.Expected}");
    }

    private static byte[] Start(FileStream stream)
    {
        byte[] start = new byte[StartBytes];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..length];
    }
}
