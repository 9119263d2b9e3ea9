using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Coterie.Kernels;

/// <summary>ARM's count of the ones in bytes.</summary>
internal readonly unsafe struct OnesArm : IOnes
{
    public static bool IsSupported => AdvSimd.Arm64.IsSupported;

    public static long Common(ulong* left, ulong* right, int words)
    {
        Vector128<byte> ones = Vector128<byte>.Zero;
        for (int w = 0; w < words; w += 2)
        {
            ones += AdvSimd.PopCount((Vector128.Load(left + w) & Vector128.Load(right + w)).AsByte());
        }
        return AdvSimd.Arm64.AddAcrossWidening(ones).ToScalar();
    }
}
