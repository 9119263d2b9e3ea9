using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>Vectors of 512 bits.</summary>
internal readonly unsafe struct Vectors512 : IVectors<Vector512<double>>
{
    public static int Lanes => 8;

    public static Vector512<double> All(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load<T>(T* from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return Vector512.Load((double*)from);
        Vector256<float> single = Vector256.Load((float*)from);
        if (Avx512F.IsSupported) return Avx512F.ConvertToVector512Double(single);
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(single);
        return Vector512.Create(lower, upper);
    }

    public static void Store(Vector512<double> vector, double* to) => vector.Store(to);

    public static Vector512<double> Add(Vector512<double> left, Vector512<double> right) => left + right;

    public static Vector512<double> Subtract(Vector512<double> left, Vector512<double> right) => left - right;

    public static Vector512<double> Multiply(Vector512<double> left, Vector512<double> right) => left * right;

    public static Vector512<double> Divide(Vector512<double> left, Vector512<double> right) => left / right;

    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend)
    {
        return Vector512.FusedMultiplyAdd(left, right, addend);
    }

    public static Vector512<double> Abs(Vector512<double> vector) => Vector512.Abs(vector);

    public static Vector512<double> Max(Vector512<double> left, Vector512<double> right) => Vector512.MaxNative(left, right);

    public static Vector512<double> Min(Vector512<double> left, Vector512<double> right) => Vector512.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> WhereNegative(Vector512<double> vector, Vector512<double> negative, Vector512<double> other)
    {
        return Vector512.ConditionalSelect(Vector512.LessThan(vector, Vector512<double>.Zero), negative, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NotLess(Vector512<double> left, Vector512<double> right)
    {
        return (uint)(~Vector512.LessThan(left, right).ExtractMostSignificantBits() & ((1 << 8) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NoneSet(Vector512<double> vector, Vector512<double> bits)
    {
        return (uint)Vector512.Equals(vector.AsUInt64() & bits.AsUInt64(), Vector512<ulong>.Zero).ExtractMostSignificantBits();
    }

    public static Vector512<double> AddHalves(Vector512<double> left, Vector512<double> right) => (left.AsInt32() + right.AsInt32()).AsDouble();

    public static Vector512<double> MinHalves(Vector512<double> left, Vector512<double> right)
    {
        return Vector512.Min(left.AsUInt32(), right.AsUInt32()).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exponent(Vector512<double> vector)
    {
        // Below 2^52 a whole number stands in the low bits of itself plus 2^52; every instruction set adds, few convert.
        Vector512<ulong> bits = (Shifted(vector) >>> 52) | Vector512.Create(FloatBits.TwoTo52);
        return bits.AsDouble() - Vector512.Create(FloatBits.ExponentBias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Significand(Vector512<double> vector)
    {
        return ((Shifted(vector) & Vector512.Create(FloatBits.Fraction)) + Vector512.Create(FloatBits.LeastSignificand)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfSignificand(Vector512<double> vector, double* table)
    {
        Vector512<ulong> entries = Shifted(vector) >>> FloatBits.BehindSixteenths;
        if (Avx512F.IsSupported) return Avx512F.PermuteVar8x64x2(Vector512.Load(table), entries.AsInt64(), Vector512.Load(table + 8));
        return Vector512.Create(Vectors256.Entries(entries.GetLower(), table), Vectors256.Entries(entries.GetUpper(), table));
    }

    private static Vector512<ulong> Shifted(Vector512<double> vector)
    {
        return vector.AsUInt64() + Vector512.Create(FloatBits.One - FloatBits.LeastSignificand);
    }
}
