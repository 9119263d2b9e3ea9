using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
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
    private readonly double[] means;
    private readonly float[] singleMeans;

    // Gathered samples, each a row of as many words as the representatives' bits take.
    private readonly ulong[] gathered;
    private readonly long[] counts;
    private int samples;

    /// <summary>Starts with no samples.</summary>
    /// <param name="representatives">The class's representatives.</param>
    /// <param name="means">The class mean of each neuron.</param>
    public ClassCounts(ReadOnlySpan<int> representatives, ReadOnlySpan<double> means)
    {
        neurons = representatives.ToArray();
        ranks = [.. Enumerable.Range(0, neurons.Length)];
        Array.Sort(neurons, ranks);
        this.means = new double[neurons.Length];
        for (int k = 0; k < neurons.Length; k++) this.means[k] = means[neurons[k]];
        singleMeans = Array.ConvertAll(this.means, RoundDown);
        Words = Words64(neurons.Length);
        gathered = new ulong[MostSamples * Words];
        counts = new long[neurons.Length * (neurons.Length - 1) / 2];
    }

    /// <summary>How many words hold a bit for each representative.</summary>
    public int Words { get; }

    /// <summary>The bytes that the counts of a class with as many representatives take.</summary>
    public static long Bytes(int top)
    {
        return MostSamples * (long)Words64(top) * sizeof(ulong) + top * (top - 1L) / 2 * sizeof(long) + top * 20L;
    }

    /// <summary>Asks for what <see cref="Exceed"/> will read of a sample to come.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Fetch<T>(T* sample)
        where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        foreach (int neuron in neurons) Sse.Prefetch0(sample + neuron);
    }

    /// <summary>Says with a bit for each representative whether a sample exceeds its mean.</summary>
    /// <param name="sample">The sample's activations, one for each neuron.</param>
    /// <param name="bits">Receives the bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Exceed<T>(T* sample, Span<ulong> bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (int* neuron = neurons)
        fixed (double* mean = means)
        fixed (float* singleMean = singleMeans)
        {
            for (int word = 0; word < bits.Length; word++)
            {
                int from = word * 64;
                ulong found = 0;
                // From the last to the first, so that each moves those before it up by one.
                for (int k = Math.Min(from + 64, neurons.Length) - 1; k >= from; k--)
                {
                    // A branch would wait for memory to see itself mispredicted.
                    bool exceeds = typeof(T) == typeof(float)
                        ? ((float*)sample)[neuron[k]] > singleMean[k]
                        : double.CreateTruncating(sample[neuron[k]]) > mean[k];
                    found = (found << 1) | Unsafe.BitCast<bool, byte>(exceeds);
                }
                bits[word] = found;
            }
        }
    }

    /// <summary>Adds samples, each with as many words as <see cref="Exceed"/> gives.</summary>
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

    // A float32 exceeds a float64 just when it exceeds the nearest float32 that is not above it.
    private static float RoundDown(double mean)
    {
        float single = (float)mean;
        return single > mean ? MathF.BitDecrement(single) : single;
    }
}
