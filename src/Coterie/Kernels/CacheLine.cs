using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Coterie.Kernels;

/// <summary>What processors move between memory and their caches: vectors that begin at one are read and written at once.</summary>
internal static unsafe class CacheLine
{
    /// <summary>The bytes of a line, and of the longest vectors.</summary>
    public const int Bytes = 64;

    /// <summary>Asks for the line at an address, but not into the nearest cache, which is for what is wanted next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchFar(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch1(address);
    }

    /// <summary>The first line at an address or behind it.</summary>
    public static void* At(void* address) => (void*)(((nint)address + Bytes - 1) & -Bytes);
}
