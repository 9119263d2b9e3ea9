using System.Buffers;
using System.Numerics;
using Coterie.Activations;
using Coterie.Kernels;

namespace Coterie.Patterns;

/// <summary>The co-activation counts of one class.</summary>
internal sealed class ClassCounts
{
    private const int SampleWords = 16;
    private const int MostSamples = 64 * SampleWords;

    // In the order in which a sample's row is read from memory; ranks are their places among the representatives.
    private readonly int[] neurons;
    private readonly int[] ranks;
    private readonly ClassTable means;
    private readonly int @class;
    private object? bits;

    // Gathered samples, each a row of as many words as the representatives' bits take.
    private readonly ulong[] gathered;
    private readonly long[] counts;
    private int samples;

    /// <summary>Starts with no samples.</summary>
    /// <param name="representatives">The representatives.</param>
    /// <param name="means">The class means.</param>
    /// <param name="class">The class.</param>
    public ClassCounts(Representatives representatives, ClassTable means, int @class)
    {
        neurons = representatives[@class].ToArray();
        ranks = [.. Enumerable.Range(0, neurons.Length)];
        Array.Sort(neurons, ranks);
        this.means = means;
        this.@class = @class;
        Words = Words64(neurons.Length);
        gathered = new ulong[MostSamples * Words];
        counts = new long[neurons.Length * (neurons.Length - 1) / 2];
    }

    /// <summary>How many words hold a bit for each representative.</summary>
    public int Words { get; }

    /// <summary>The most bytes that the counts of a class take, with so many representatives in a layer of so many neurons.</summary>
    public static long Bytes(int top, int neurons)
    {
        return MostSamples * (long)Words64(top) * sizeof(ulong) + top * (top - 1L) / 2 * sizeof(long) + top * 2L * sizeof(int)
            + ExceedingBits<double>.Bytes(top, neurons);
    }

    /// <summary>What gives the bits of a sample.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public ExceedingBits<T> Bits<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bits is not ExceedingBits<T> found) bits = found = new ExceedingBits<T>(neurons, means.Row(@class));
        return found;
    }

    /// <summary>Adds samples, each with as many words as <see cref="Bits"/> gives.</summary>
    public void Add(ReadOnlySpan<ulong> bits)
    {
        while (!bits.IsEmpty)
        {
            int taken = Math.Min(MostSamples - samples, bits.Length / Words);
            bits[..(taken * Words)].CopyTo(gathered.AsSpan(samples * Words));
            samples += taken;
            bits = bits[(taken * Words)..];
            if (samples == MostSamples) Flush();
        }
    }

    /// <summary>The count of each pair, see <see cref="CoactivationCounter.PairIndex"/>.</summary>
    public ReadOnlySpan<long> Counts()
    {
        Flush();
        return counts;
    }

    private void Flush()
    {
        if (samples == 0) return;
        int blocks = (samples + 63) / 64;
        gathered.AsSpan(samples * Words, (blocks * 64 - samples) * Words).Clear();
        int words = (blocks + BitRows.WordStep - 1) / BitRows.WordStep * BitRows.WordStep;
        ulong[] rows = ArrayPool<ulong>.Shared.Rent(64 * Words * words);
        Array.Clear(rows, 0, 64 * Words * words);
        Span<ulong> square = stackalloc ulong[64];
        for (int block = 0; block < blocks; block++)
        {
            for (int word = 0; word < Words; word++)
            {
                for (int d = 0; d < 64; d++) square[d] = gathered[(block * 64 + d) * Words + word];
                BitRows.Transpose(square);
                int ones = Math.Min(64, neurons.Length - word * 64);
                for (int k = 0; k < ones; k++) rows[ranks[word * 64 + k] * words + block] = square[k];
            }
        }
        BitRows.AddCommonOnes(rows.AsSpan(0, neurons.Length * words), words, counts);
        ArrayPool<ulong>.Shared.Return(rows);
        samples = 0;
    }

    private static int Words64(int bits)
    {
        return (bits + 63) / 64;
    }
}
