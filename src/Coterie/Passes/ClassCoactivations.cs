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
    private readonly ulong[] rows = new ulong[BlockRows * words];
    private readonly long[] counts = new long[CoactivationCounts.PairIndex(0, representatives.Length)];
    private readonly ulong[] columns = new ulong[BlockRows * words];
    private readonly ulong[] chosen = new ulong[representatives.Length];
    private int collected;

    /// <summary>The most bytes taken.</summary>
    /// <param name="words">The words of a row.</param>
    /// <param name="top">The most representatives.</param>
    public static long Bytes(int words, int top)
    {
        return (2 * BlockRows * (long)words + top + CoactivationCounts.PairIndex(0, top)) * sizeof(ulong);
    }

    /// <summary>Adds a sample of the class.</summary>
    /// <param name="row">Its above-mean bits.</param>
    public void Add(ReadOnlySpan<ulong> row)
    {
        row.CopyTo(rows.AsSpan(collected * words));
        if (++collected == BlockRows) CountBlock();
    }

    /// <summary>The counts of all samples: of each pair p &lt; q at <see cref="CoactivationCounts.PairIndex"/>.</summary>
    public long[] Finish()
    {
        CountBlock();
        return counts;
    }

    private void CountBlock()
    {
        // Rows that are missing in the last block count as zeros.
        rows.AsSpan(collected * words).Clear();
        collected = 0;
        for (int word = 0; word < words; word++)
        {
            Span<ulong> square = columns.AsSpan(word * BlockRows, BlockRows);
            for (int d = 0; d < BlockRows; d++) square[d] = rows[d * words + word];
            BitMatrix.Transpose(square);
        }
        for (int k = 0; k < chosen.Length; k++) chosen[k] = columns[representatives[k]];
        Span<long> left = counts;
        for (int q = 0; q < chosen.Length; q++)
        {
            for (int p = 0; p < q; p++) left[p] += BitOperations.PopCount(chosen[q] & chosen[p]);
            left = left[q..];
        }
    }
}
