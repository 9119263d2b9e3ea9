using System.Buffers.Binary;
using System.Text.Json;
using Coterie.Numerics;

namespace Coterie;

/// <summary>
/// The header of a safetensors file (https://huggingface.co/docs/safetensors): its length in eight bytes, then JSON with the type, shape
/// and place of each tensor, whose bytes follow without gaps or overlaps. Compiled into each library that reads the format.
/// </summary>
/// <param name="Tensors">The tensors in the order of their bytes, which fill the file to its end.</param>
/// <param name="Metadata">The texts stored with them.</param>
/// <param name="FirstByte">Where the first tensor begins in the file.</param>
internal sealed record SafeTensorsHeader(
    IReadOnlyList<KeyValuePair<string, SafeTensorsEntry>> Tensors, Dictionary<string, string> Metadata, long FirstByte)
{
    /// <summary>The name in the header that is no tensor's.</summary>
    public const string MetadataKey = "__metadata__";

    /// <summary>The bytes of the header's length.</summary>
    public const int LengthBytes = 8;

    /// <summary>The format's own limit of the header's length.</summary>
    public const int MostBytes = 100_000_000;

    /// <summary>How the header's JSON is written.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads and checks a header, and leaves the stream where the tensors begin.</summary>
    /// <param name="stream">The open file, at its beginning.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="sizeOf">The bytes of an element of a type; 0 for an unknown type.</param>
    /// <param name="types">The known types, for messages.</param>
    /// <exception cref="InputException">The header is damaged, or cannot be true of this file.</exception>
    public static SafeTensorsHeader Read(FileStream stream, string path, Func<string, int> sizeOf, string types)
    {
        Dictionary<string, JsonElement> header = ReadJson(stream, path);
        Dictionary<string, string> metadata = header.Remove(MetadataKey, out JsonElement texts)
            ? Parse<Dictionary<string, string>>(texts, path, MetadataKey)
            : [];
        if (metadata.ContainsValue(null!)) throw new InputException($"{path}: found null in {MetadataKey} of the header; expected texts");
        List<KeyValuePair<string, SafeTensorsEntry>> tensors =
            [.. header.Select(named => KeyValuePair.Create(named.Key, Parse<SafeTensorsEntry>(named.Value, path, Named(named.Key))))];
        RequirePlaces(tensors, stream.Length - stream.Position, path, sizeOf, types);
        return new SafeTensorsHeader(tensors, metadata, stream.Position);
    }

    private static string Named(string name) => $"tensor '{name}'";

    private static Dictionary<string, JsonElement> ReadJson(FileStream stream, string path)
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        if (stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
        {
            throw new InputException($"{path}: found {stream.Length} bytes; expected a safetensors file");
        }
        long size = BinaryPrimitives.ReadInt64LittleEndian(length);
        if (size is < 2 or > MostBytes || size > stream.Length - LengthBytes)
        {
            throw new InputException(
                $"{path}: found a header of {size} bytes in a file of {stream.Length}; expected a whole safetensors file");
        }
        byte[] json = new byte[size];
        stream.ReadExactly(json);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json, Json) ?? throw new JsonException("It is null.");
        }
        catch (Exception e) when (IsBadJson(e))
        {
            throw new InputException($"{path}: found a header that is not the JSON of a safetensors file: {e.Message}", e);
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
            throw new InputException($"{path}: found a header that describes {what} wrongly: {e.Message}", e);
        }
    }

    // Bytes inside a string that are not UTF-8 throw InvalidOperationException, not JsonException.
    private static bool IsBadJson(Exception e)
    {
        return e is JsonException or InvalidOperationException;
    }

    // Sorts the tensors by place and checks that they fill the file exactly, which notices every truncated file.
    private static void RequirePlaces(
        List<KeyValuePair<string, SafeTensorsEntry>> tensors, long data, string path, Func<string, int> sizeOf, string types)
    {
        tensors.Sort((a, b) => a.Value.DataOffsets.AsSpan().SequenceCompareTo(b.Value.DataOffsets));
        long at = 0;
        foreach ((string name, SafeTensorsEntry entry) in tensors)
        {
            int size = sizeOf(entry.Dtype);
            if (size == 0)
            {
                throw new InputException($"{path}: {Named(name)}: found type {entry.Dtype}; expected one of {types}");
            }
            if (SizeProduct.Of([.. entry.Shape, size]) is not { } bytes)
            {
                throw new InputException($"{path}: {Named(name)}: found shape {string.Join('×', entry.Shape)}; expected a possible one");
            }
            // Written so that no comparison can overflow.
            if (entry.DataOffsets is not [long from, long to] || from != at || bytes > data - from || to != from + bytes)
            {
                throw new InputException(
                    $"{path}: {Named(name)}: found bytes {string.Join(" to ", entry.DataOffsets)} of {data}; "
                    + $"expected {bytes} bytes from {at}, where the one before ends; the file is truncated or damaged");
            }
            at = to;
        }
        if (at != data)
        {
            throw new InputException($"{path}: found tensors that end at byte {at} of {data}; expected them to fill the file");
        }
    }
}
