namespace Coterie.Activations;

/// <summary>The columns (neurons) of a layer are taken in whole steps.</summary>
internal static class Columns
{
    /// <summary>Columns are taken by so many: a cache line of float32, two of float64, whole vectors of either.</summary>
    public const int Step = 16;

    /// <summary>The columns, rounded up to whole steps.</summary>
    public static int Padded(int columns)
    {
        return (columns + Step - 1) / Step * Step;
    }
}
