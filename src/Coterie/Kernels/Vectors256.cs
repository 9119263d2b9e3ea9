using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>Vectors of 256 bits.</summary>
internal readonly unsafe struct Vectors256 : IVectors<Vector256<double>>
{
    public static int Lanes => 4;

    public static Vector256<double> All(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load<T>(T* from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double)) return Vector256.Load((double*)from);
        Vector128<float> single = Vector128.Load((float*)from);
        if (Avx.IsSupported) return Avx.ConvertToVector256Double(single);
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(single);
        return Vector256.Create(lower, upper);
    }

    public static void Store(Vector256<double> vector, double* to) => vector.Store(to);

    public static Vector256<double> Add(Vector256<double> left, Vector256<double> right) => left + right;

    public static Vector256<double> Subtract(Vector256<double> left, Vector256<double> right) => left - right;

    public static Vector256<double> Multiply(Vector256<double> left, Vector256<double> right) => left * right;

    public static Vector256<double> Divide(Vector256<double> left, Vector256<double> right) => left / right;

    public static Vector256<double> MultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend)
    {
        return Vector256.FusedMultiplyAdd(left, right, addend);
    }

    public static Vector256<double> Abs(Vector256<double> vector) => Vector256.Abs(vector);

    public static Vector256<double> Max(Vector256<double> left, Vector256<double> right) => Vector256.MaxNative(left, right);

    public static Vector256<double> Min(Vector256<double> left, Vector256<double> right) => Vector256.MinNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> WhereNegative(Vector256<double> vector, Vector256<double> negative, Vector256<double> other)
    {
        return Vector256.ConditionalSelect(Vector256.LessThan(vector, Vector256<double>.Zero), negative, other);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NotLess(Vector256<double> left, Vector256<double> right)
    {
        return (uint)(~Vector256.LessThan(left, right).ExtractMostSignificantBits() & ((1 << 4) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NoneSet(Vector256<double> vector, Vector256<double> bits)
    {
        return (uint)Vector256.Equals(vector.AsUInt64() & bits.AsUInt64(), Vector256<ulong>.Zero).ExtractMostSignificantBits();
    }

    public static Vector256<double> AddHalves(Vector256<double> left, Vector256<double> right) => (left.AsInt32() + right.AsInt32()).AsDouble();

    public static Vector256<double> MinHalves(Vector256<double> left, Vector256<double> right)
    {
        return Vector256.Min(left.AsUInt32(), right.AsUInt32()).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exponent(Vector256<double> vector)
    {
        // Below 2^52 a whole number stands in the low bits of itself plus 2^52; every instruction set adds, few convert.
        Vector256<ulong> bits = (Shifted(vector) >>> 52) | Vector256.Create(FloatBits.TwoTo52);
        return bits.AsDouble() - Vector256.Create(FloatBits.ExponentBias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Significand(Vector256<double> vector)
    {
        return ((Shifted(vector) & Vector256.Create(FloatBits.Fraction)) + Vector256.Create(FloatBits.LeastSignificand)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfSignificand(Vector256<double> vector, double* table)
    {
        return Entries(Shifted(vector) >>> FloatBits.BehindSixteenths, table);
    }

    /// <summary>The entries of a table of 16 whose numbers stand in the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Entries(Vector256<ulong> numbers, double* table)
    {
        Vector256<long> entries = (numbers & Vector256.Create(15UL)).AsInt64();
        if (Avx2.IsSupported) return Avx2.GatherVector256(table, entries, sizeof(double));
        return Vector256.Create(table[entries[0]], table[entries[1]], table[entries[2]], table[entries[3]]);
    }

    private static Vector256<ulong> Shifted(Vector256<double> vector)
    {
        return vector.AsUInt64() + Vector256.Create(FloatBits.One - FloatBits.LeastSignificand);
    }
}
