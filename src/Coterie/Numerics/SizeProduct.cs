namespace Coterie.Numerics;

/// <summary>
/// Products of sizes that a file tells, such as the dimensions of an array. Every reader takes them here, before it reserves memory or
/// moves a pointer: a product that wraps around looks small.
/// </summary>
internal static class SizeProduct
{
    /// <summary>The product of some sizes.</summary>
    /// <param name="sizes">The sizes; the product of none is 1.</param>
    /// <param name="most">The largest product that the caller can use, 1 or more.</param>
    /// <returns>
    /// Null if a size is negative, or if the product without its zeros exceeds <paramref name="most"/>: what the other sizes tell is then
    /// too large whatever the zero.
    /// </returns>
    public static long? Of(ReadOnlySpan<long> sizes, long most = long.MaxValue)
    {
        long product = 1;
        bool isEmpty = false;
        foreach (long size in sizes)
        {
            if (size < 0) return null;
            if (size == 0) isEmpty = true;
            else if (product > most / size) return null;
            else product *= size;
        }
        return isEmpty ? 0 : product;
    }
}
