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

    public static double MultiplyAdd(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    public static double Abs(double vector) => Math.Abs(vector);

    public static double Round(double vector) => Math.Round(vector);

    public static double Max(double left, double right) => double.MaxNative(left, right);

    public static double Min(double left, double right) => double.MinNative(left, right);

    public static double WhereNonzero(double vector, double nonzero, double zero) => vector == 0 ? zero : nonzero;

    public static double WhereNegative(double vector, double negative, double other) => vector < 0 ? negative : other;

    public static uint NotLess(double left, double right) => left < right ? 0U : 1U;

    public static double Exponent(double vector)
    {
        return BitConverter.UInt64BitsToDouble((Shifted(vector) >>> 52) | FloatBits.TwoTo52) - FloatBits.ExponentBias;
    }

    public static double Significand(double vector)
    {
        return BitConverter.UInt64BitsToDouble((Shifted(vector) & FloatBits.Fraction) + FloatBits.RootOfHalf);
    }

    private static ulong Shifted(double vector)
    {
        return BitConverter.DoubleToUInt64Bits(vector) + (FloatBits.One - FloatBits.RootOfHalf);
    }
}
