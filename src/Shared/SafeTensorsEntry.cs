namespace Coterie;

/// <summary>The entry of a tensor in the header of a safetensors file.</summary>
/// <param name="Dtype">The format's name of its type.</param>
/// <param name="Shape">Its sizes; empty for a single number.</param>
/// <param name="DataOffsets">Where its bytes begin and end, counted from the end of the header.</param>
internal sealed record SafeTensorsEntry(string Dtype, long[] Shape, long[] DataOffsets);
