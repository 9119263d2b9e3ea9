namespace Coterie.Data;

/// <summary>One array of samples, in memory.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">The shape of one sample.</param>
/// <param name="Values">
/// All samples, one after the other: <see cref="float"/>, <see cref="double"/>, <see cref="byte"/> for uint8, or <see cref="long"/> for any
/// other whole numbers and for true and false. Floats of 16 bits become <see cref="float"/>.
/// </param>
public sealed record SampleArray(string Name, IReadOnlyList<long> Shape, Array Values);
