namespace Coterie.Kernels;

/// <summary>How float64 stands in its bits.</summary>
internal static class FloatBits
{
    /// <summary>The bits of 1.</summary>
    public const ulong One = 0x3FF0_0000_0000_0000;

    /// <summary>The bits of √½.</summary>
    public const ulong RootOfHalf = 0x3FE6_A09E_667F_3BCD;

    /// <summary>The bits behind the point.</summary>
    public const ulong Fraction = 0x000F_FFFF_FFFF_FFFF;

    /// <summary>The bits of 2^52.</summary>
    public const ulong TwoTo52 = 0x4330_0000_0000_0000;

    /// <summary>An exponent's bits, put behind the point of 2^52, are the exponent plus this.</summary>
    public const double ExponentBias = 4503599627370496.0 + 1023;
}
