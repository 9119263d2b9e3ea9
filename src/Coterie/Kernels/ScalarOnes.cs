using System.Numerics;

namespace Coterie.Kernels;

/// <summary>Word by word.</summary>
internal readonly unsafe struct ScalarOnes : IOnes
{
    public static bool IsSupported => true;

    public static long Common(ulong* left, ulong* right, int words)
    {
        int ones = 0;
        for (int w = 0; w < words; w++) ones += BitOperations.PopCount(left[w] & right[w]);
        return ones;
    }
}
