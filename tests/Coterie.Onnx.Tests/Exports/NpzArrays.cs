using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Coterie.Onnx.Tests.Exports;

/// <summary>The arrays of a file that <c>numpy.savez</c> wrote: float32 and int64.</summary>
internal static partial class NpzArrays
{
    public static IReadOnlyDictionary<string, (byte[] Values, int[] Shape)> Read(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => entry.FullName[..^".npy".Length], Read, StringComparer.Ordinal);
    }

    public static T[] As<T>(this (byte[] Values, int[] Shape) array)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(array.Values).ToArray();

    private static (byte[], int[]) Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        byte[] all = memory.ToArray();
        int start = 10 + BitConverter.ToUInt16(all, 8);
        string shape = Shape().Match(Encoding.ASCII.GetString(all, 10, start - 10)).Groups["sizes"].Value;
        const StringSplitOptions sizes = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return (all[start..], [.. shape.Split(',', sizes).Select(int.Parse)]);
    }

    [GeneratedRegex(@"'shape': \((?<sizes>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex Shape();
}
