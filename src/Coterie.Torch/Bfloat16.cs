using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Torch;

/// <summary>
/// The numbers of mixed precision: a bfloat16 is the upper half of a float32, rounded to the nearest, ties to the even.
/// </summary>
internal static unsafe class Bfloat16
{
    /// <summary>Whether this processor has instructions for products of them: AVX512-BF16, which what has AMX has too.</summary>
    // Bit 5 of EAX in leaf 7, subleaf 1 (Intel's Software Developer's Manual, volume 2, CPUID).
    public static bool IsHere { get; } =
        Avx512F.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & 1 << 5) != 0;

    public static float Widened(ushort value)
    {
        return BitConverter.UInt32BitsToSingle((uint)value << 16);
    }

    public static ushort Narrowed(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }

    public static (Vector<float> Lower, Vector<float> Upper) Widened(ushort* values)
    {
        Vector.Widen(Vector.Load(values), out Vector<uint> lower, out Vector<uint> upper);
        return (Vector.AsVectorSingle(lower << 16), Vector.AsVectorSingle(upper << 16));
    }

    public static Vector<ushort> Narrowed(Vector<float> lower, Vector<float> upper)
    {
        return Vector.Narrow(Rounded(Vector.AsVectorUInt32(lower)), Rounded(Vector.AsVectorUInt32(upper)));
    }

    private static Vector<uint> Rounded(Vector<uint> bits)
    {
        return (bits + new Vector<uint>(0x7fff) + ((bits >>> 16) & Vector<uint>.One)) >>> 16;
    }
}
