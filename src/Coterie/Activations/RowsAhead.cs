using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Activations;

/// <summary>
/// Asks for the rows to come, a cache line after the other, while a kernel works on those at hand. Kernels take rows class by class;
/// memory is read far faster in its own order.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="first">The first activation asked for.</param>
/// <param name="neurons">The length of a row.</param>
/// <param name="columns">How many columns of each row.</param>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct RowsAhead<T>(T* first, int neurons, int columns)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LineBytes = 64;

    private readonly int lines = Lines(columns);
    private T* at = first;
    private int left = Lines(columns);

    /// <summary>Asks for one line more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch()
    {
        if (!Sse.IsSupported) return;
        // An address behind the activations is ignored.
        Sse.Prefetch1(at);
        at += LineBytes / sizeof(T);
        if (--left > 0) return;
        at += neurons - lines * (LineBytes / sizeof(T));
        left = lines;
    }

    private static int Lines(int columns)
    {
        return (columns * sizeof(T) + LineBytes - 1) / LineBytes;
    }
}
