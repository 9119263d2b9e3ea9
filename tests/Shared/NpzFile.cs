using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Tests.Shared;

/// <summary>Makes NumPy .npz files in memory.</summary>
internal static class NpzFile
{
    public static byte[] Of(params (string Name, byte[] Array)[] arrays)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] array) in arrays)
            {
                using Stream entry = archive.CreateEntry($"{name}.npy", CompressionLevel.Fastest).Open();
                entry.Write(array);
            }
        }
        return file.ToArray();
    }

    public static byte[] Array<T>(string type, T[] values, params int[] shape)
        where T : unmanaged
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Concat(shape.Select(size => $"{size}, "))}), }}\n";
        return
        [
            0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length),
            .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes(values.AsSpan()),
        ];
    }

    /// <summary>Rectified random activations that depend on the class of their sample.</summary>
    public static float[] Activations(int samples, int neurons, int classes, int seed)
    {
        Random random = new(seed);
        float[] values = new float[samples * neurons];
        for (int k = 0; k < values.Length; k++)
        {
            bool own = k / neurons % classes == k % neurons % classes;
            values[k] = Math.Max(0, random.NextSingle() - (own ? 0.1f : 0.5f));
        }
        return values;
    }

    public static long[] Labels(int samples, int classes) => [.. Enumerable.Range(0, samples).Select(d => (long)(d % classes))];

    /// <summary>A dump of layers with given widths.</summary>
    public static byte[] Dump(int samples, int classes, int seed, params (string Name, int Neurons)[] layers)
    {
        return Of([
            .. layers.Select((layer, l) =>
                (layer.Name, Array("<f4", Activations(samples, layer.Neurons, classes, seed + l), samples, layer.Neurons))),
            ("labels", Array("<i8", Labels(samples, classes), samples)),
        ]);
    }
}
