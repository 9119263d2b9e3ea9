using System.Runtime.InteropServices;
using Coterie.Kernels;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>
/// Shares work out among the threads that torch computes with, OpenMP's. Between two operations of a training step they wait awake:
/// .NET's own threads would first have to be woken, and then want the same cores.
/// </summary>
internal static unsafe class TorchThreads
{
    // void GOMP_parallel(void (*work)(void *), void *state, unsigned threads, unsigned flags): what compilers make of "omp parallel".
    private static readonly delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> Team = Find();

    /// <summary>Does each part of some work once, on as many threads as torch uses; no one says which on which.</summary>
    /// <param name="parts">How many parts, from 0.</param>
    /// <param name="take">Does one.</param>
    public static void Each(int parts, Action<int> take)
    {
        int threads = get_num_threads();
        Turns turns = new(parts, threads, take);
        if (Team is null)
        {
            turns.Share();
            return;
        }
        using GCHandle<Turns> handle = new(turns);
        Team(&Join, GCHandle<Turns>.ToIntPtr(handle), (uint)threads, 0);
        turns.ThrowIfFailed();
    }

    // Torch's library is linked with OpenMP's, in which the name is looked for too; on Windows it is not, and has another.
    private static delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> Find()
    {
        // Loads torch's libraries, in the order they need.
        _ = get_num_threads();
        return NativeLibrary.TryLoad("LibTorchSharp", typeof(TorchSharp.torch).Assembly, searchPath: null, out nint torch)
            && NativeLibrary.TryGetExport(torch, "GOMP_parallel", out nint address)
            ? (delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)address
            : null;
    }

    [UnmanagedCallersOnly]
    private static void Join(nint handle)
    {
        GCHandle<Turns>.FromIntPtr(handle).Target.Take();
    }
}
