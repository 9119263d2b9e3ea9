using System.Text.Json.Serialization;
using Coterie.Numerics;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>The entry of a tensor in the header of a safetensors file.</summary>
/// <param name="Dtype">The format's name of its type.</param>
/// <param name="Shape">Its sizes; empty for a single number.</param>
/// <param name="DataOffsets">Where its bytes begin and end, counted from the end of the header.</param>
internal sealed record SafeTensorsEntry(string Dtype, long[] Shape, long[] DataOffsets)
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] Known =
        [("F32", ScalarType.Float32, sizeof(float)), ("F64", ScalarType.Float64, sizeof(double)), ("I64", ScalarType.Int64, sizeof(long))];

    /// <summary>Torch's type of that name; only for a known name.</summary>
    [JsonIgnore]
    public ScalarType Type => Array.Find(Known, known => known.Name == Dtype).Type;

    /// <summary>The bytes of the tensor; null if the type is unknown or no tensor can have the shape.</summary>
    [JsonIgnore]
    public long? Bytes
    {
        get
        {
            int size = Array.Find(Known, known => known.Name == Dtype).Bytes;
            return size == 0 ? null : SizeProduct.Of(Shape, long.MaxValue / size) * size;
        }
    }

    /// <summary>The format's name of a type.</summary>
    /// <exception cref="ArgumentException">It is not float32, float64 or int64.</exception>
    public static string NameOf(ScalarType type)
    {
        return Array.Find(Known, known => known.Type == type).Name
            ?? throw new ArgumentException($"A tensor is {type}, expected Float32, Float64 or Int64.", nameof(type));
    }
}
