using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>What the header of a safetensors file says of a tensor.</summary>
/// <param name="Dtype">The name of its type.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
/// <param name="DataOffsets">Where its bytes begin and end, from the end of the header.</param>
internal sealed record SafeTensorsEntry(string Dtype, long[] Shape, long[] DataOffsets)
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] Known =
        [("F32", ScalarType.Float32, sizeof(float)), ("F64", ScalarType.Float64, sizeof(double)), ("I64", ScalarType.Int64, sizeof(long))];

    /// <summary>Torch's type of that name, which must be known.</summary>
    [JsonIgnore]
    public ScalarType Type => Array.Find(Known, known => known.Name == Dtype).Type;

    /// <summary>How many bytes the tensor takes; null where the type is not known or there can be no tensor of the shape.</summary>
    [JsonIgnore]
    public long? Bytes
    {
        get
        {
            // Torch counts the strides of an empty tensor as well, so they too must fit.
            Int128 extent = Array.Find(Known, known => known.Name == Dtype).Bytes;
            foreach (long size in Shape)
            {
                extent *= Math.Max(size, 1);
                if (size < 0 || extent > long.MaxValue) return null;
            }
            return extent == 0 ? null : Shape.Contains(0) ? 0 : (long)extent;
        }
    }

    /// <summary>How the format calls a type.</summary>
    /// <exception cref="ArgumentException">It is not float32, float64 or int64.</exception>
    public static string NameOf(ScalarType type)
    {
        return Array.Find(Known, known => known.Type == type).Name ?? throw new ArgumentException($"A tensor is {type}, expected Float32, Float64 or Int64.", nameof(type));
    }
}
