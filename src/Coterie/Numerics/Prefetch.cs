using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Numerics;

/// <summary>Asks for memory that is needed soon; does nothing where the processor has no such instruction.</summary>
internal static unsafe class Prefetch
{
    /// <summary>The bytes that one request brings into the cache.</summary>
    public const int LineBytes = 64;

    /// <summary>Asks for the cache line at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }
}
