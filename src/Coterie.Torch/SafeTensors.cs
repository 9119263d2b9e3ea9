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
    private const string MetadataKey = "__metadata__";
    private const int LengthBytes = 8;
    private const int HeaderLimit = 100_000_000;
    private const long ChunkBytes = 1 << 26;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes tensors in the order given.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors by name: float32, float64 or int64, of any shape, on any device.</param>
    /// <param name="metadata">Texts to store with them.</param>
    /// <exception cref="ArgumentException">Two tensors share a name, or one is of another type.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        OrderedDictionary<string, object> header = new(StringComparer.Ordinal) { [MetadataKey] = metadata };
        long offset = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            long end = offset + tensor.NumberOfElements * tensor.ElementSize;
            header.Add(name, new SafeTensorsEntry(SafeTensorsEntry.NameOf(tensor.dtype), tensor.shape, [offset, end]));
            offset = end;
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, Json);
        // Spaces after the header make the tensors begin at a multiple of eight.
        int padded = (json.Length + LengthBytes - 1) / LengthBytes * LengthBytes;
        Span<byte> length = stackalloc byte[LengthBytes];
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
        Dictionary<string, JsonElement> header = ReadHeader(stream, path);
        Dictionary<string, string> metadata = header.Remove(MetadataKey, out JsonElement texts)
            ? Parse<Dictionary<string, string>>(texts, path, MetadataKey)
            : [];
        if (metadata.ContainsValue(null!)) throw new InputException($"{path}: its header has null in {MetadataKey}, expected texts");
        List<(string Name, SafeTensorsEntry Entry)> entries =
            [.. header.Select(named => (named.Key, Parse<SafeTensorsEntry>(named.Value, path, $"tensor '{named.Key}'")))];
        CheckPlaces(entries, stream.Length - stream.Position, path);

        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        try
        {
            foreach ((string name, SafeTensorsEntry entry) in entries)
            {
                Tensor tensor = empty(entry.Shape, dtype: entry.Type).DetachFromDisposeScope();
                tensors.Add(name, tensor);
                ForEachChunk(tensor, chunk => stream.ReadExactly(chunk));
            }
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values) tensor.Dispose();
            throw;
        }
        return (tensors, metadata);
    }

    // Leaves the stream where the tensors begin.
    private static Dictionary<string, JsonElement> ReadHeader(FileStream stream, string path)
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        if (stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
        {
            throw new InputException($"{path}: found {stream.Length} bytes, expected a safetensors file");
        }
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is < 2 or > HeaderLimit || size > stream.Length - LengthBytes)
        {
            throw new InputException($"{path}: its header claims {size} bytes of a file of {stream.Length}, expected a safetensors file");
        }
        byte[] json = new byte[size];
        stream.ReadExactly(json);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json, Json) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (IsBadJson(e))
        {
            throw new InputException($"{path}: its header is not the JSON of a safetensors file: {e.Message}", e);
        }
    }

    private static T Parse<T>(JsonElement element, string path, string what)
    {
        try
        {
            return element.Deserialize<T>(Json) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (IsBadJson(e))
        {
            throw new InputException($"{path}: its header describes {what} wrongly: {e.Message}", e);
        }
    }

    // Bytes inside a string that are not UTF-8 throw InvalidOperationException, not JsonException.
    private static bool IsBadJson(Exception e)
    {
        return e is JsonException or InvalidOperationException;
    }

    // Sorts the entries by place and checks that they fill the file exactly, which notices every truncated file.
    private static void CheckPlaces(List<(string Name, SafeTensorsEntry Entry)> entries, long data, string path)
    {
        entries.Sort((a, b) => a.Entry.DataOffsets.AsSpan().SequenceCompareTo(b.Entry.DataOffsets));
        long at = 0;
        foreach ((string name, SafeTensorsEntry entry) in entries)
        {
            long bytes = entry.Bytes ?? throw new InputException(
                $"{path}: tensor '{name}' is {entry.Dtype} of shape {string.Join('×', entry.Shape)}, "
                + "expected F32, F64 or I64 of a possible shape");
            // Written so that no comparison can overflow.
            if (entry.DataOffsets is not [long from, long to] || from != at || bytes > data - from || to != from + bytes)
            {
                throw new InputException(
                    $"{path}: tensor '{name}' claims bytes {string.Join(" to ", entry.DataOffsets)} of {data}, "
                    + $"expected {bytes} bytes from {at}");
            }
            at = to;
        }
        if (at != data) throw new InputException($"{path}: its tensors end at byte {at} of {data}, expected at the end");
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
