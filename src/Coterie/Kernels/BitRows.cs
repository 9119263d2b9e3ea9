using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>Rows of bits, compared by and-ing their words and counting the ones.</summary>
internal static unsafe class BitRows
{
    /// <summary>Rows are whole multiples of so many words: 512 bits.</summary>
    public const int WordStep = 8;

    // A byte that counts the ones of as many words as a vector has can take no more.
    private const int MostWords = 31 * 2;

    /// <summary>For each pair of rows p &lt; q, adds to <c>counts[q(q−1)/2 + p]</c> the bits that are set in both.</summary>
    /// <param name="rows">The rows, one after the other.</param>
    /// <param name="words">The words of a row, a multiple of <see cref="WordStep"/>, at most 56.</param>
    /// <param name="counts">The sums so far.</param>
    public static void AddCommonOnes(ReadOnlySpan<ulong> rows, int words, Span<long> counts)
    {
        if (Avx512BW.IsSupported) AddCommonOnes<Ones512>(rows, words, counts);
        else if (Avx2.IsSupported) AddCommonOnes<Ones256>(rows, words, counts);
        else if (AdvSimd.Arm64.IsSupported) AddCommonOnes<OnesArm>(rows, words, counts);
        else AddCommonOnes<ScalarOnes>(rows, words, counts);
    }

    /// <inheritdoc cref="AddCommonOnes(ReadOnlySpan{ulong}, int, Span{long})"/>
    /// <typeparam name="TOnes">The instruction set.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddCommonOnes<TOnes>(ReadOnlySpan<ulong> rows, int words, Span<long> counts)
        where TOnes : struct, IOnes
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words, MostWords);
        fixed (ulong* first = rows)
        {
            int at = 0;
            for (ulong* right = first; right < first + rows.Length; right += words)
            {
                for (ulong* left = first; left < right; left += words) counts[at++] += TOnes.Common(left, right, words);
            }
        }
    }

    /// <summary>Turns a square of 64 × 64 bits on its side: bit k of word d becomes bit d of word k.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(Span<ulong> square)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(square.Length, 64, nameof(square));
        fixed (ulong* words = square)
        {
            // Halves, quarters and so on swap across the diagonal, as long as they are whole vectors eight words at once.
            ulong mask = 0x0000_0000_FFFF_FFFF;
            int size = 32;
            for (; size >= Vector512<ulong>.Count; size /= 2, mask ^= mask << size)
            {
                for (int d = 0; d < 64; d = (d + size + Vector512<ulong>.Count) & ~size)
                {
                    Vector512<ulong> above = Vector512.Load(words + d), below = Vector512.Load(words + d + size);
                    Vector512<ulong> swapped = ((above >>> size) ^ below) & Vector512.Create(mask);
                    (above ^ (swapped << size)).Store(words + d);
                    (below ^ swapped).Store(words + d + size);
                }
            }
            for (; size > 0; size /= 2, mask ^= mask << size)
            {
                for (int d = 0; d < 64; d = (d + size + 1) & ~size)
                {
                    ulong swapped = ((words[d] >> size) ^ words[d + size]) & mask;
                    words[d] ^= swapped << size;
                    words[d + size] ^= swapped;
                }
            }
        }
    }
}
