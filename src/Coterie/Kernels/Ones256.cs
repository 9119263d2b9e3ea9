using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>AVX2's shuffle as a table of the ones in half a byte.</summary>
internal readonly unsafe struct Ones256 : IOnes
{
    private static Vector128<byte> Halves => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    public static bool IsSupported => Avx2.IsSupported;

    public static long Common(ulong* left, ulong* right, int words)
    {
        Vector256<byte> table = Vector256.Create(Halves, Halves);
        Vector256<byte> half = Vector256.Create((byte)0xF);
        Vector256<byte> ones = Vector256<byte>.Zero;
        for (int w = 0; w < words; w += 4)
        {
            Vector256<ulong> both = Vector256.Load(left + w) & Vector256.Load(right + w);
            ones += Avx2.Shuffle(table, both.AsByte() & half) + Avx2.Shuffle(table, (both >>> 4).AsByte() & half);
        }
        return Vector256.Sum(Avx2.SumAbsoluteDifferences(ones, Vector256<byte>.Zero).AsInt64());
    }
}
