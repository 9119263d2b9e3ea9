using System.Runtime.Intrinsics;

namespace Coterie.Numerics;

/// <summary>Matrices of bits, 64 to a word.</summary>
internal static class BitMatrix
{
    /// <summary>Transposes 64 × 64 bits in place: bit k of word d becomes bit d of word k.</summary>
    /// <param name="square">64 words.</param>
    public static void Transpose(Span<ulong> square)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(square.Length, 64, nameof(square));
        // Swaps the two off-diagonal blocks of 32 × 32 bits, then those of each block of half that size (Warren, Hacker's Delight, 7-3);
        // as long as blocks are whole vectors, eight words at once.
        ulong mask = 0x0000_0000_FFFF_FFFF;
        int size = 32;
        for (; size >= Vector512<ulong>.Count; size /= 2, mask ^= mask << size)
        {
            for (int d = 0; d < 64; d = (d + size + Vector512<ulong>.Count) & ~size)
            {
                Vector512<ulong> above = Vector512.Create<ulong>(square[d..]), below = Vector512.Create<ulong>(square[(d + size)..]);
                Vector512<ulong> swapped = ((above >>> size) ^ below) & Vector512.Create(mask);
                (above ^ (swapped << size)).CopyTo(square[d..]);
                (below ^ swapped).CopyTo(square[(d + size)..]);
            }
        }
        for (; size > 0; size /= 2, mask ^= mask << size)
        {
            for (int d = 0; d < 64; d = (d + size + 1) & ~size)
            {
                ulong swapped = ((square[d] >> size) ^ square[d + size]) & mask;
                square[d] ^= swapped << size;
                square[d + size] ^= swapped;
            }
        }
    }
}
