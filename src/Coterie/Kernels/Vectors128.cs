using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>Vectors of 128 bits.</summary>
internal readonly unsafe struct Vectors128 : IVectors<Vector128<double>>
{
    public static int Lanes => 2;

    public static Vector128<double> All(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Load<T>(T* from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return Vector128.Load((double*)from);
        Vector128<float> single = Vector128.CreateScalarUnsafe(*(double*)from).AsSingle();
        if (Sse2.IsSupported) return Sse2.ConvertToVector128Double(single);
        if (AdvSimd.Arm64.IsSupported) return AdvSimd.Arm64.ConvertToDouble(single.GetLower());
        return Vector128.WidenLower(single);
    }

    public static void Store(Vector128<double> vector, double* to) => vector.Store(to);

    public static Vector128<double> Add(Vector128<double> left, Vector128<double> right) => left + right;

    public static Vector128<double> Subtract(Vector128<double> left, Vector128<double> right) => left - right;

    public static Vector128<double> Multiply(Vector128<double> left, Vector128<double> right) => left * right;

    public static Vector128<double> Divide(Vector128<double> left, Vector128<double> right) => left / right;

    public static Vector128<double> MultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> addend)
    {
        return Vector128.FusedMultiplyAdd(left, right, addend);
    }

    public static Vector128<double> Abs(Vector128<double> vector) => Vector128.Abs(vector);

    public static Vector128<double> Max(Vector128<double> left, Vector128<double> right) => Vector128.MaxNative(left, right);

    public static Vector128<double> Min(Vector128<double> left, Vector128<double> right) => Vector128.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> WhereNegative(Vector128<double> vector, Vector128<double> negative, Vector128<double> other)
    {
        return Vector128.ConditionalSelect(Vector128.LessThan(vector, Vector128<double>.Zero), negative, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NotLess(Vector128<double> left, Vector128<double> right)
    {
        return (uint)(~Vector128.LessThan(left, right).ExtractMostSignificantBits() & ((1 << 2) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NoneSet(Vector128<double> vector, Vector128<double> bits)
    {
        return (uint)Vector128.Equals(vector.AsUInt64() & bits.AsUInt64(), Vector128<ulong>.Zero).ExtractMostSignificantBits();
    }

    public static Vector128<double> AddHalves(Vector128<double> left, Vector128<double> right) => (left.AsInt32() + right.AsInt32()).AsDouble();

    public static Vector128<double> MinHalves(Vector128<double> left, Vector128<double> right)
    {
        return Vector128.Min(left.AsUInt32(), right.AsUInt32()).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exponent(Vector128<double> vector)
    {
        // Below 2^52 a whole number stands in the low bits of itself plus 2^52; every instruction set adds, few convert.
        Vector128<ulong> bits = (Shifted(vector) >>> 52) | Vector128.Create(FloatBits.TwoTo52);
        return bits.AsDouble() - Vector128.Create(FloatBits.ExponentBias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Significand(Vector128<double> vector)
    {
        return ((Shifted(vector) & Vector128.Create(FloatBits.Fraction)) + Vector128.Create(FloatBits.LeastSignificand)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfSignificand(Vector128<double> vector, double* table)
    {
        Vector128<ulong> entries = Shifted(vector) >>> FloatBits.BehindSixteenths & Vector128.Create(15UL);
        return Vector128.Create(table[entries[0]], table[entries[1]]);
    }

    private static Vector128<ulong> Shifted(Vector128<double> vector)
    {
        return vector.AsUInt64() + Vector128.Create(FloatBits.One - FloatBits.LeastSignificand);
    }
}
