using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Reads and writes the safetensors format (https://huggingface.co/docs/safetensors), which Python's safetensors reads too: the length of
/// a header in eight bytes, the header in JSON (type, shape and place of each tensor), then the tensors' bytes without gaps or overlaps.
/// </summary>
public static class SafeTensors
{
    private const int Alignment = 8;
    private const long ChunkBytes = 1 << 26;

    private static readonly (string Name, ScalarType Type, int Bytes)[] Types =
        [("F32", ScalarType.Float32, sizeof(float)), ("F64", ScalarType.Float64, sizeof(double)), ("I64", ScalarType.Int64, sizeof(long))];

    /// <summary>Writes tensors in the order given.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors by name: float32, float64 or int64, of any shape, on any device.</param>
    /// <param name="metadata">Texts to store with them.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or one is of another type.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        OrderedDictionary<string, object> header = new(StringComparer.Ordinal) { [SafeTensorsHeader.MetadataKey] = metadata };
        long offset = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            long end = offset + tensor.NumberOfElements * tensor.ElementSize;
            header.Add(name, new SafeTensorsEntry(NameOf(tensor.dtype), tensor.shape, [offset, end]));
            offset = end;
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, SafeTensorsHeader.Json);
        // Spaces after the header make the tensors begin at a multiple of eight.
        int padded = (json.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[SafeTensorsHeader.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);
        stream.Write(length);
        stream.Write(json);
        for (int k = json.Length; k < padded; k++) stream.WriteByte((byte)' ');
        foreach ((_, Tensor tensor) in tensors) WriteBytes(stream, tensor);
    }

    /// <summary>Copies the tensors of a file into a module's parameters and buffers of the same names, on any device.</summary>
    /// <param name="path">A safetensors file of a module of the same architecture.</param>
    /// <param name="module">The module; it does not change if an exception is thrown.</param>
    /// <exception cref="InputException">The file cannot be read, is damaged, or its tensors are not the module's.</exception>
    public static void LoadInto(string path, nn.Module module)
    {
        (Dictionary<string, Tensor> saved, _) = Read(path);
        try
        {
            SavedTensors.Copy(saved, module.state_dict(), path);
        }
        finally
        {
            foreach (Tensor tensor in saved.Values) tensor.Dispose();
        }
    }

    /// <summary>Reads tensors into the processor's memory.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name, which the caller disposes of, and the texts stored with them.</returns>
    /// <exception cref="InputException">It cannot be read, is damaged, or holds another type than float32, float64 or int64.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Read(FileStream stream, string path)
    {
        SafeTensorsHeader header = SafeTensorsHeader.Read(
            stream, path, type => Array.Find(Types, known => known.Name == type).Bytes, "F32, F64 and I64");
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        try
        {
            foreach ((string name, SafeTensorsEntry entry) in header.Tensors)
            {
                ScalarType type = Array.Find(Types, known => known.Name == entry.Dtype).Type;
                Tensor tensor = empty(entry.Shape, dtype: type).DetachFromDisposeScope();
                tensors.Add(name, tensor);
                ForEachChunk(tensor, chunk => stream.ReadExactly(chunk));
            }
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values) tensor.Dispose();
            throw;
        }
        return (tensors, header.Metadata);
    }

    /// <summary>The format's name of a type.</summary>
    /// <exception cref="ArgumentException">It is not float32, float64 or int64.</exception>
    internal static string NameOf(ScalarType type)
    {
        return Array.Find(Types, known => known.Type == type).Name
            ?? throw new ArgumentException($"A tensor is {type}, expected Float32, Float64 or Int64.", nameof(type));
    }

    private static void WriteBytes(Stream stream, Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        ForEachChunk(tensor.detach().cpu().contiguous(), chunk => stream.Write(chunk));
    }

    internal delegate void UseBytes(Span<byte> bytes);

    /// <summary>
    /// The bytes of a tensor in the processor's memory, in parts: a span holds at most two gigabytes, a tensor may hold more.
    /// </summary>
    internal static void ForEachChunk(Tensor tensor, UseBytes use)
    {
        using Tensor flat = tensor.view(-1);
        long step = ChunkBytes / tensor.ElementSize;
        for (long from = 0; from < flat.NumberOfElements; from += step)
        {
            using Tensor chunk = flat.narrow(0, from, Math.Min(step, flat.NumberOfElements - from));
            use(chunk.bytes);
        }
    }
}
