using System.Numerics;
using Coterie.Numerics;
using Coterie.Patterns;

namespace Coterie.Passes;

/// <summary>The co-activation counts of one class, from rows of above-mean bits.</summary>
/// <remarks>
/// Every 64 rows are transposed, so that a neuron's bits for 64 samples are one word; and-ing the words of two representatives and counting
/// the ones counts 64 samples at once.
/// </remarks>
/// <param name="representatives">The representatives of the class.</param>
/// <param name="words">The words of a row, which has a bit for each neuron.</param>
internal sealed class ClassCoactivations(ReadOnlySpan<int> representatives, int words)
{
    private const int BlockRows = 64;

    private readonly int[] representatives = representatives.ToArray();
    // The words of the rows collected: the first words of all, then the second words, and so on. Rows that are missing are zeros.
    private readonly ulong[] squares = new ulong[BlockRows * words];
    private readonly long[] counts = new long[CoactivationCounts.PairIndex(0, representatives.Length)];
    private readonly ulong[] chosen = new ulong[representatives.Length];
    private int collected;

    /// <summary>The most bytes taken.</summary>
    /// <param name="words">The words of a row.</param>
    /// <param name="top">The most representatives.</param>
    public static long Bytes(int words, int top)
    {
        return (BlockRows * (long)words + top + CoactivationCounts.PairIndex(0, top)) * sizeof(ulong);
    }

    /// <summary>Adds samples of the class.</summary>
    /// <param name="bits">The above-mean bits of a batch, a row of words for each sample.</param>
    /// <param name="samples">Which of the samples belong to the class.</param>
    public void Add(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> samples)
    {
        while (!samples.IsEmpty)
        {
            int taken = Math.Min(BlockRows - collected, samples.Length);
            for (int word = 0; word < words; word++)
            {
                Span<ulong> square = squares.AsSpan(word * BlockRows + collected, taken);
                for (int k = 0; k < square.Length; k++) square[k] = bits[samples[k] * words + word];
            }
            samples = samples[taken..];
            collected += taken;
            if (collected == BlockRows) CountBlock();
        }
    }

    /// <summary>The counts of all samples: of each pair p &lt; q at <see cref="CoactivationCounts.PairIndex"/>.</summary>
    public long[] Finish()
    {
        CountBlock();
        return counts;
    }

    private void CountBlock()
    {
        for (int word = 0; word < words; word++) BitMatrix.Transpose(squares.AsSpan(word * BlockRows, BlockRows));
        for (int k = 0; k < chosen.Length; k++) chosen[k] = squares[representatives[k]];
        Span<long> left = counts;
        for (int q = 0; q < chosen.Length; q++)
        {
            ReadOnlySpan<ulong> before = chosen.AsSpan(0, q);
            for (int p = 0; p < before.Length; p++) left[p] += BitOperations.PopCount(chosen[q] & before[p]);
            left = left[q..];
        }
        Array.Clear(squares);
        collected = 0;
    }
}
