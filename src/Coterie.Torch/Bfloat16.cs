using System.Runtime.Intrinsics.X86;

namespace Coterie.Torch;

/// <summary>Whether this processor multiplies matrices of bfloat16 faster than those of float32.</summary>
internal static class Bfloat16
{
    /// <summary>Whether it has instructions for it: AVX512-BF16, which what has AMX has too.</summary>
    // Bit 5 of EAX in leaf 7, subleaf 1 (Intel's Software Developer's Manual, volume 2, CPUID).
    public static bool IsHere { get; } =
        Avx512F.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & 1 << 5) != 0;
}
