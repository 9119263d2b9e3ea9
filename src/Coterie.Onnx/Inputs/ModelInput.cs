using Coterie.Onnx.Graph;
using Coterie.Onnx.Schema;

namespace Coterie.Onnx;

/// <summary>An input of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, samples first; null for a size that the model leaves open.</param>
public sealed record ModelInput(string Name, IReadOnlyList<int?> Shape)
{
    /// <summary>The type of its numbers.</summary>
    internal ElementType Type { get; init; }

    /// <summary>Whether it takes int64, as token models do.</summary>
    public bool IsWhole => Type == ElementType.Int64;

    /// <summary>The shape as people write it, such as N×3×32×32.</summary>
    public string ShapeText => string.Join('×', Shape.Select((size, k) => size?.ToString(null, null) ?? (k == 0 ? "N" : "?")));

    /// <summary>Reads an input's name, type and shape.</summary>
    /// <param name="value">The model's description of it.</param>
    internal static ModelInput Of(ValueInfoProto value)
    {
        TypeProto.Types.Tensor? tensor = value.Type?.TensorType;
        return new ModelInput(value.Name, [.. tensor?.Shape?.Dim.Select(SizeOf) ?? []])
        {
            Type = (ElementType)(tensor?.ElemType ?? 0),
        };
    }

    // Some exporters write an open size as 0 or −1.
    private static int? SizeOf(TensorShapeProto.Types.Dimension dim)
    {
        return dim.HasDimValue && dim.DimValue is > 0 and <= int.MaxValue ? (int)dim.DimValue : null;
    }
}
