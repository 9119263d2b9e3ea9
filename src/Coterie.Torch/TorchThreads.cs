using Coterie.Numerics;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>Shares work out among as many threads as torch uses.</summary>
internal static class TorchThreads
{
    /// <summary>Does each part of some work once; which thread does which is not defined.</summary>
    /// <param name="parts">How many parts, from 0.</param>
    /// <param name="take">Does one.</param>
    public static void Each(int parts, Action<int> take)
    {
        ParallelLoop.Run(parts, get_num_threads(), take);
    }
}
