namespace Coterie.Kernels;

/// <summary>How float64 stands in its bits.</summary>
internal static class FloatBits
{
    /// <summary>The bits of 1.</summary>
    public const ulong One = 0x3FF0_0000_0000_0000;

    /// <summary>The bits of 0.703125, the least significand: about √½, and such that 1 is inside a sixteenth of the significands' bits.</summary>
    public const ulong LeastSignificand = 0x3FE6_8000_0000_0000;

    /// <summary>The bits behind the point.</summary>
    public const ulong Fraction = 0x000F_FFFF_FFFF_FFFF;

    /// <summary>How many bits stand behind the four that tell sixteenths.</summary>
    public const int BehindSixteenths = 48;

    /// <summary>The bits of 2^52.</summary>
    public const ulong TwoTo52 = 0x4330_0000_0000_0000;

    /// <summary>An exponent's bits, put behind the point of 2^52, are the exponent plus this.</summary>
    public const double ExponentBias = 4503599627370496.0 + 1023;
}
