using System.Numerics;

namespace Coterie.Kernels;

/// <summary>Vectors of one number, for machines that have no others.</summary>
internal readonly unsafe struct ScalarVectors : IVectors<double>
{
    public static int Lanes => 1;

    public static double All(double value) => value;

    public static double Load<T>(T* from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return double.CreateTruncating(*from);
    }

    public static void Store(double vector, double* to) => *to = vector;

    public static double Add(double left, double right) => left + right;

    public static double Subtract(double left, double right) => left - right;

    public static double Multiply(double left, double right) => left * right;

    public static double Divide(double left, double right) => left / right;

    public static double MultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    public static double Abs(double vector) => Math.Abs(vector);

    public static double Max(double left, double right) => double.MaxNative(left, right);

    public static double Min(double left, double right) => double.MinNative(left, right);

    public static double WhereNegative(double vector, double negative, double other) => vector < 0 ? negative : other;

    public static uint NotLess(double left, double right) => left < right ? 0U : 1U;

    public static uint NoneSet(double vector, double bits)
    {
        return (BitConverter.DoubleToUInt64Bits(vector) & BitConverter.DoubleToUInt64Bits(bits)) == 0 ? 1U : 0U;
    }

    public static double AddHalves(double left, double right)
    {
        ulong l = BitConverter.DoubleToUInt64Bits(left), r = BitConverter.DoubleToUInt64Bits(right);
        return BitConverter.UInt64BitsToDouble((((l >> 32) + (r >> 32)) << 32) | (uint)((uint)l + (uint)r));
    }

    public static double MinHalves(double left, double right)
    {
        ulong l = BitConverter.DoubleToUInt64Bits(left), r = BitConverter.DoubleToUInt64Bits(right);
        return BitConverter.UInt64BitsToDouble(((ulong)Math.Min((uint)(l >> 32), (uint)(r >> 32)) << 32) | Math.Min((uint)l, (uint)r));
    }

    public static double Exponent(double vector)
    {
        return BitConverter.UInt64BitsToDouble((Shifted(vector) >>> 52) | FloatBits.TwoTo52) - FloatBits.ExponentBias;
    }

    public static double Significand(double vector)
    {
        return BitConverter.UInt64BitsToDouble((Shifted(vector) & FloatBits.Fraction) + FloatBits.LeastSignificand);
    }

    public static double OfSignificand(double vector, double* table) => table[Shifted(vector) >>> FloatBits.BehindSixteenths & 15];

    private static ulong Shifted(double vector)
    {
        return BitConverter.DoubleToUInt64Bits(vector) + (FloatBits.One - FloatBits.LeastSignificand);
    }
}
