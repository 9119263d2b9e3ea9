namespace Coterie;

/// <summary>Sizes of memory as people write them.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>A size in the largest decimal unit of which there is at least one: <c>245.8 MB</c>.</summary>
    /// <param name="bytes">How many bytes, not negative.</param>
    public static string Text(long bytes)
    {
        double amount = bytes;
        int unit = 0;
        for (; amount >= 1000 && unit < Units.Length - 1; unit++) amount /= 1000;
        return unit == 0 ? $"{bytes} bytes" : $"{amount:0.0} {Units[unit]}";
    }
}
