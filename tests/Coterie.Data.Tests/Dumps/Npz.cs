using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Data.Tests.Dumps;

/// <summary>Writes valid and damaged <c>.npz</c> files into a folder that is deleted afterwards.</summary>
internal sealed class Npz : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("coterie-npz-");

    public string PathTo(string name) => Path.Combine(folder.FullName, name);

    public string Write(params (string Name, byte[] Content)[] entries)
    {
        return Write(CompressionLevel.Fastest, entries);
    }

    public string Write(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        string path = PathTo("dump.npz");
        using ZipArchive archive = new(File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in entries)
        {
            using Stream stream = archive.CreateEntry(name + ".npy", level).Open();
            stream.Write(content);
        }
        return path;
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
    }

    public static byte[] Array<T>(string descr, T[] values, params long[] shape)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        if (descr[0] == '>')
        {
            int size = Marshal.SizeOf<T>();
            for (int k = 0; k < bytes.Length; k += size) bytes.AsSpan(k, size).Reverse();
        }
        return [.. Header(descr, shape), .. bytes];
    }

    public static byte[] Header(string descr, long[] shape, int version = 1, bool fortran = false)
    {
        string sizes = string.Concat(shape.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size}, ")));
        return Header($"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': ({sizes}), }}", version);
    }

    public static byte[] Header(string dictionary, int version = 1)
    {
        byte[] text = Encoding.UTF8.GetBytes(dictionary + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes((uint)text.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. text];
    }
}
