using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Entropy;

/// <summary>
/// The bins of both binned entropies of one column, over the samples of a class and over all, as one set of cells: a value is counted
/// once for all four.
/// </summary>
/// <remarks>
/// The bin of a value in a grid is the number of the grid's inner edges that do not exceed it; the sum of the four is the number of
/// edges of all that do not, and tells the four bins again. So a value is counted in the cell of that sum.
/// </remarks>
internal static unsafe class Cells
{
    /// <summary>How many counts can be written behind the last.</summary>
    public const int Spare = 8;

    /// <summary>What the high halves of a value's four places together are more than its cell, see <see cref="Bins"/>.</summary>
    public const int Offset = unchecked(4 * Bins.HighHalfOfZero);

    /// <summary>How many cells there are for a number of bins.</summary>
    public static int Count(int bins)
    {
        return 4 * bins - 3;
    }

    /// <summary>The cell of a value, by the definition.</summary>
    public static int Of(in JointBins own, in JointBins whole, double x)
    {
        return own.Nonzero.Of(x) + own.All.Of(x) + whole.Nonzero.Of(x) + whole.All.Of(x);
    }

    /// <summary>Tells the counts of the bins from those of the cells.</summary>
    /// <param name="own">The bins over the class.</param>
    /// <param name="whole">The bins over all samples.</param>
    /// <param name="upTo">For each cell, how many stand in it and those before.</param>
    /// <param name="counts">
    /// Receives the counts: the class's bins of non-zero values, its bins of all, and so those over all samples; no zeros. Has room for
    /// <see cref="Spare"/> more.
    /// </param>
    public static void Divide(in JointBins own, in JointBins whole, ReadOnlySpan<int> upTo, Span<int> counts)
    {
        ReadOnlySpan<Bins> grids = [own.Nonzero, own.All, whole.Nonzero, whole.All];
        int bins = own.All.Count, total = upTo[^1];
        fixed (int* below = upTo, first = counts)
        {
            for (int g = 0; g < grids.Length; g++)
            {
                int* of = first + g * bins;
                if (grids[g].Width == 0) new Span<int>(of, bins).Fill(total);
                else CountBelowEdges(own, whole, grids, grids[g], below, of);
                of[bins - 1] = total;
                nint bin = bins;
                while (bin > Vector256<int>.Count)
                {
                    bin -= Vector256<int>.Count;
                    (Vector256.Load(of + bin) - Vector256.Load(of + bin - 1)).Store(of + bin);
                }
                while (--bin > 0) of[bin] -= of[bin - 1];
            }
        }
    }

    // For each bin but the last, how many values lie below its upper edge: those in cells before the edge's own, which is found as a
    // value's is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountBelowEdges(in JointBins own, in JointBins whole, ReadOnlySpan<Bins> grids, Bins grid, int* upTo, int* counts)
    {
        Vector512<uint> clear = Vector512.Create(own.Clear & whole.Clear).AsUInt32();
        for (int bin = 0; bin < grid.Count - 1; bin += Vector256<int>.Count)
        {
            // The bins above the edges.
            Vector512<double> bins = Vector512<double>.Indices + Vector512.Create(bin + 1.0);
            Vector512<double> edges = bins * Vector512.Create(grid.Width) + Vector512.Create(grid.Low);
            Vector512<int> sum = Vector512<int>.Zero;
            Vector512<uint> nearest = Vector512<uint>.AllBitsSet;
            foreach (ref readonly Bins other in grids)
            {
                Vector512<double> place = other.IsSame(grid) ? bins + Vector512.Create(Bins.First) : Place(edges, other);
                sum += place.AsInt32();
                nearest = Vector512.Min(nearest, place.AsUInt32());
            }
            Vector512<long> halves = sum.AsInt64() >> 32;
            (Vector256.Narrow(halves.GetLower(), halves.GetUpper()) - Vector256.Create(Offset)).Store(counts + bin);
            ulong near = Vector512.Equals((nearest & clear).AsUInt64(), Vector512<ulong>.Zero).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int k = bin + BitOperations.TrailingZeroCount(near);
                counts[k] = Of(own, whole, grid.Edge(k + 1));
            }
        }
        for (nint bin = 0; bin < grid.Count - 1; bin++) counts[bin] = upTo[counts[bin] - 1];
    }

    // An edge below another grid stands in that one's first bin, one above it in the last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Place(Vector512<double> edges, in Bins grid)
    {
        Vector512<double> place = Vector512.FusedMultiplyAdd(edges, Vector512.Create(grid.Scale), Vector512.Create(grid.Start));
        return Vector512.MinNative(Vector512.MaxNative(place, Vector512.Create(Bins.First)), Vector512.Create(Bins.First + (grid.Count - 1)));
    }
}
