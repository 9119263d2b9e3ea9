using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Torch;

/// <summary>What matrix products cost on the processor, measured in a few milliseconds.</summary>
public static class ProductTime
{
    private const int Size = 512;
    private const int Turns = 7;

    /// <summary>
    /// The time of a product in bfloat16 beside one in float32. Processors with AMX need a quarter, others with AVX512-BF16 from a half
    /// to more than the same, where their instructions for it are no wider and the numbers are rearranged first.
    /// </summary>
    /// <param name="threads">How many threads compute it.</param>
    public static double OfBf16(int threads)
    {
        Devices.UseThreads(threads);
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor single = ones(Size, Size), half = single.to(ScalarType.BFloat16);
        double[] ratios = new double[Turns];
        Seconds(half);
        Seconds(single);
        for (int turn = 0; turn < Turns; turn++) ratios[turn] = Seconds(half) / Seconds(single);
        Array.Sort(ratios);
        return ratios[Turns / 2];
    }

    private static double Seconds(Tensor factor)
    {
        long start = Stopwatch.GetTimestamp();
        factor.mm(factor);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
