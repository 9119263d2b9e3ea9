using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// The checksum (XXH3, 128 bits) of tensors and the texts stored with them. Kept inside the file, it is right at every moment at which the
/// process may be killed.
/// </summary>
internal static class TensorChecksum
{
    /// <summary>The checksum of names, types, shapes, bytes and texts, in any order.</summary>
    /// <param name="tensors">The tensors by name: float32, float64 or int64, on any device.</param>
    /// <param name="texts">The texts by name.</param>
    public static string Of(IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>> texts)
    {
        XxHash128 hash = new();
        foreach ((string name, string text) in texts.OrderBy(named => named.Key, StringComparer.Ordinal))
        {
            hash.Append(Encoding.UTF8.GetBytes($"{name}\0{text}\0"));
        }
        using DisposeScope scope = NewDisposeScope();
        foreach ((string name, Tensor tensor) in tensors.OrderBy(named => named.Key, StringComparer.Ordinal))
        {
            hash.Append(Encoding.UTF8.GetBytes($"{name}\0{SafeTensors.NameOf(tensor.dtype)}\0"));
            hash.Append(MemoryMarshal.AsBytes(tensor.shape.AsSpan()));
            SafeTensors.ForEachChunk(tensor.detach().cpu().contiguous(), chunk => hash.Append(chunk));
        }
        return $"xxh128:{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }
}
