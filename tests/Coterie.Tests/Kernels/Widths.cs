using System.Numerics;
using System.Runtime.Intrinsics;
using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Kernels;

namespace Coterie.Tests.Kernels;

/// <summary>Runs a kernel at each width of vectors; what a machine lacks, .NET makes of smaller ones.</summary>
internal static class Widths
{
    public static int[] All { get; } = [64, 128, 256, 512];

    public static void Add<T>(ActivationStatistics to, int width, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (width == 64) to.Add<T, ScalarVectors, double, ScalarLanes<T>, T>(activations, labels, threads: 2);
        else if (width == 128) to.Add<T, Vectors128, Vector128<double>, Lanes128<T>, Vector128<T>>(activations, labels, threads: 2);
        else if (width == 256) to.Add<T, Vectors256, Vector256<double>, Lanes256<T>, Vector256<T>>(activations, labels, threads: 2);
        else to.Add<T, Vectors512, Vector512<double>, Lanes512<T>, Vector512<T>>(activations, labels, threads: 2);
    }

    public static void Add<T>(ActivationHistograms to, int width, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (width == 64) to.Add<T, ScalarVectors, double>(activations, labels, threads: 2);
        else if (width == 128) to.Add<T, Vectors128, Vector128<double>>(activations, labels, threads: 2);
        else if (width == 256) to.Add<T, Vectors256, Vector256<double>>(activations, labels, threads: 2);
        else to.Add<T, Vectors512, Vector512<double>>(activations, labels, threads: 2);
    }

    /// <summary>Adds some samples at a time, so that no class is there at once and all are counted in tables.</summary>
    public static void AddInParts<T>(ActivationHistograms to, int width, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int neurons = activations.Length / labels.Length;
        for (int d = 0, taken; d < labels.Length; d += taken)
        {
            taken = Math.Min(d % 3 + 1, labels.Length - d);
            Add(to, width, activations.Slice(d * neurons, taken * neurons), labels.Slice(d, taken));
        }
    }

    public static double OfCounts(int width, int[] counts, long total)
    {
        if (width == 64) return ShannonEntropy.OfCounts<ScalarVectors, double>(counts, total);
        if (width == 128) return ShannonEntropy.OfCounts<Vectors128, Vector128<double>>(counts, total);
        if (width == 256) return ShannonEntropy.OfCounts<Vectors256, Vector256<double>>(counts, total);
        return ShannonEntropy.OfCounts<Vectors512, Vector512<double>>(counts, total);
    }

    /// <summary>The logarithms of numbers, as many as a multiple of 8.</summary>
    public static double[] Logarithm(int width, double[] x)
    {
        if (width == 64) return Logarithm<ScalarVectors, double>(x);
        if (width == 128) return Logarithm<Vectors128, Vector128<double>>(x);
        if (width == 256) return Logarithm<Vectors256, Vector256<double>>(x);
        return Logarithm<Vectors512, Vector512<double>>(x);
    }

    private static unsafe double[] Logarithm<TVectors, TVector>(double[] x)
        where TVectors : struct, IVectors<TVector>
        where TVector : unmanaged
    {
        double[] found = new double[x.Length];
        fixed (double* from = x, to = found)
        {
            for (int k = 0; k < x.Length; k += TVectors.Lanes)
            {
                TVectors.Store(Coterie.Kernels.Logarithm.Of<TVectors, TVector>(TVectors.Load(from + k)), to + k);
            }
        }
        return found;
    }
}
