using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>AVX-512's shuffle as a table of the ones in half a byte.</summary>
internal readonly unsafe struct Ones512 : IOnes
{
    private static Vector128<byte> Halves => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    public static bool IsSupported => Avx512BW.IsSupported;

    public static long Common(ulong* left, ulong* right, int words)
    {
        Vector512<byte> table = Vector512.Create(Vector256.Create(Halves, Halves), Vector256.Create(Halves, Halves));
        Vector512<byte> half = Vector512.Create((byte)0xF);
        Vector512<byte> ones = Vector512<byte>.Zero;
        for (int w = 0; w < words; w += 8)
        {
            Vector512<ulong> both = Vector512.Load(left + w) & Vector512.Load(right + w);
            ones += Avx512BW.Shuffle(table, both.AsByte() & half) + Avx512BW.Shuffle(table, (both >>> 4).AsByte() & half);
        }
        return Vector512.Sum(Avx512BW.SumAbsoluteDifferences(ones, Vector512<byte>.Zero).AsInt64());
    }
}
