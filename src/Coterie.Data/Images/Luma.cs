namespace Coterie.Data;

/// <summary>The gray value of a colour: the luma of ITU-R Recommendation BT.601, 0.299 R + 0.587 G + 0.114 B, rounded.</summary>
internal static class Luma
{
    public static byte Of(int red, int green, int blue) => (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
}
