using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Coterie.Data.Tests.Dumps;

/// <summary>The bytes of safetensors files, valid and damaged.</summary>
internal static class SafeTensorsFile
{
    public static byte[] Of(params (string Name, string Type, byte[] Values, long[] Shape)[] tensors)
    {
        List<string> entries = [];
        long at = 0;
        foreach ((string name, string type, byte[] values, long[] shape) in tensors)
        {
            entries.Add(Entry(name, type, shape, at, at + values.Length));
            at += values.Length;
        }
        return Of(string.Join(',', entries), [.. tensors.SelectMany(tensor => tensor.Values)]);
    }

    /// <summary>A file of entries as they are, whatever they say.</summary>
    public static byte[] Of(string entries, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes($"{{{entries}}}");
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. data];
    }

    public static string Entry(string name, string type, long[] shape, long from, long to)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            "{{name}}":{"dtype":"{{type}}","shape":[{{string.Join(',', shape)}}],"data_offsets":[{{from}},{{to}}]}
            """);
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged
    {
        return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
    }
}
