using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coterie.Kernels;

namespace Coterie.Patterns;

/// <summary>
/// Says of a sample with a bit for each representative of its class, in the order of the neurons, whether its activation exceeds the mean.
/// </summary>
/// <remarks>
/// Columns are compared in groups, wherever a representative stands in one, and the bits of representatives taken out of the answers:
/// most of a row would be read anyway, and in order it is read at the speed of memory.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal sealed unsafe class ExceedingBits<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A bit each in one word.
    private const int GroupColumns = 64;

    private readonly Group[] groups;
    private readonly bool isNarrow;
    // For each word of bits, how many groups there are up to it.
    private readonly int[] wordEnds;
    // For each group, what each of its columns must exceed; NaN where there is no representative.
    private readonly T[] thresholds;

    /// <summary>Takes the representatives of a class.</summary>
    /// <param name="neurons">The representatives, ascending.</param>
    /// <param name="means">The class mean of each neuron.</param>
    public ExceedingBits(ReadOnlySpan<int> neurons, ReadOnlySpan<double> means)
    {
        wordEnds = new int[(neurons.Length + 63) / 64];
        List<Group> found = [];
        List<T> thresholdsFound = [];
        // Where a row is too short for a group, representatives are compared one by one.
        int columns = means.Length < GroupColumns ? 1 : GroupColumns;
        for (int k = 0; k < neurons.Length;)
        {
            int word = k / 64, shift = k % 64;
            // The last columns are taken together with some before them, so that none are read that are behind a row.
            int column = Math.Min(neurons[k] / columns * columns, means.Length - columns);
            T[] threshold = [.. Enumerable.Repeat(T.NaN, columns)];
            ulong mask = 0;
            for (; k < neurons.Length && k / 64 == word && neurons[k] < column + columns; k++)
            {
                mask |= 1UL << (neurons[k] - column);
                threshold[neurons[k] - column] = RoundDown(means[neurons[k]]);
            }
            found.Add(new Group(mask, column, shift));
            wordEnds[word] = found.Count;
            thresholdsFound.AddRange(threshold);
        }
        groups = [.. found];
        thresholds = [.. thresholdsFound];
        isNarrow = columns == 1;
    }

    /// <summary>The most bytes that it takes for so many representatives in a layer of so many neurons.</summary>
    public static long Bytes(int top, int neurons)
    {
        if (neurons < GroupColumns) return top * (long)(sizeof(Group) + sizeof(T));
        long groups = Math.Min(top, neurons / GroupColumns + 1 + top / 64);
        return groups * (sizeof(Group) + GroupColumns * sizeof(T));
    }

    /// <summary>Asks for what <see cref="Find"/> will read of a sample to come.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fetch(T* sample)
    {
        if (!Sse.IsSupported || isNarrow) return;
        fixed (Group* first = groups)
        {
            Group* end = first + groups.Length;
            for (Group* group = first; group < end; group++)
            {
                T* at = sample + group->Column;
                for (int k = 0; k < GroupColumns; k += CacheLine.Bytes / sizeof(T)) Sse.Prefetch0(at + k);
            }
        }
    }

    /// <summary>Finds the bits of a sample.</summary>
    /// <param name="sample">The sample's activations, one for each neuron.</param>
    /// <param name="bits">Receives the bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(T* sample, Span<ulong> bits)
    {
        fixed (Group* first = groups)
        fixed (T* threshold = thresholds)
        {
            int from = 0;
            for (int word = 0; word < bits.Length; word++)
            {
                int end = wordEnds[word];
                bits[word] = isNarrow
                    ? OneByOne(sample, first + from, first + end, threshold + from)
                    : Word(sample, first + from, first + end, threshold + from * GroupColumns);
                from = end;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(T* sample, Group* group, Group* end, T* threshold)
    {
        ulong found = 0;
        for (; group < end; group++, threshold += GroupColumns)
        {
            T* at = sample + group->Column;
            ulong over = Over(at, threshold)
                | (Over(at + 16, threshold + 16) << 16)
                | (Over(at + 32, threshold + 32) << 32)
                | (Over(at + 48, threshold + 48) << 48);
            found |= Taken(over, group->Mask) << group->Shift;
        }
        return found;
    }

    // Sixteen columns: a vector of float32, two of float64.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Over(T* at, T* threshold)
    {
        ulong over = Vector512.GreaterThan(Vector512.Load(at), Vector512.Load(threshold)).ExtractMostSignificantBits();
        if (Vector512<T>.Count == 16) return over;
        return over | (Vector512.GreaterThan(Vector512.Load(at + 8), Vector512.Load(threshold + 8)).ExtractMostSignificantBits() << 8);
    }

    private static ulong OneByOne(T* sample, Group* group, Group* end, T* threshold)
    {
        ulong found = 0;
        // A branch would be mispredicted.
        for (; group < end; group++, threshold++) found |= (ulong)Unsafe.BitCast<bool, byte>(sample[group->Column] > *threshold) << group->Shift;
        return found;
    }

    // The bits that are set in the mask, next to each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Taken(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitExtract(bits, mask);
        ulong taken = 0;
        for (int k = 0; mask != 0; mask &= mask - 1) taken |= ((bits >> BitOperations.TrailingZeroCount(mask)) & 1) << k++;
        return taken;
    }

    // A number of T exceeds a float64 just when it exceeds the nearest of T that is not above it.
    private static T RoundDown(double mean)
    {
        T rounded = T.CreateTruncating(mean);
        return double.CreateTruncating(rounded) > mean ? T.BitDecrement(rounded) : rounded;
    }

    /// <summary>Columns of a row among which there are representatives.</summary>
    /// <param name="Mask">Which of the columns they are.</param>
    /// <param name="Column">The first column.</param>
    /// <param name="Shift">Where in the word the first representative's bit goes.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Group(ulong Mask, int Column, int Shift);
}
