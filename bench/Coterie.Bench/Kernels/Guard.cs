using System.Diagnostics;
using System.Globalization;

namespace Coterie.Bench.Kernels;

/// <summary>
/// Fails if a kernel has become several times slower relative to its scalar twin. Both are measured in one process, so no time is compared
/// with that of another machine or day.
/// </summary>
internal static class Guard
{
    private const int Samples = 8_000;
    private const int Neurons = 256;
    private const int TrainingSamples = 128 * 10;
    private const int Rounds = 5;

    /// <summary>Measures every kernel.</summary>
    /// <param name="output">Receives a line for each kernel.</param>
    /// <returns>Whether all are within their limits.</returns>
    public static bool Run(TextWriter output)
    {
        // One thread, like the twins, so that other work on the machine slows both equally.
        using KernelSet set = new(Samples, Neurons, TrainingSamples, threads: 1);
        bool passed = true;
        foreach (Kernel kernel in set.All)
        {
            double ratio = Ratio(kernel);
            bool within = ratio <= kernel.Limit;
            passed &= within;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(within ? "ok  " : "SLOW")} {kernel.Name}: {ratio:0.000} times its scalar twin's time, at most {kernel.Limit:0.0##}"));
        }
        return passed;
    }

    // The least time of several rounds, because other work on the machine can only slow a round down.
    private static double Ratio(Kernel kernel)
    {
        kernel.Fast();
        kernel.Twin();
        double fast = double.PositiveInfinity;
        double twin = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            fast = Math.Min(fast, Seconds(kernel.Fast));
            twin = Math.Min(twin, Seconds(kernel.Twin));
        }
        return fast / twin;
    }

    // A short kernel is repeated, which also gives the JIT compiler the chance to optimise it.
    private static double Seconds(Action action)
    {
        const double shortest = 0.05;
        long start = Stopwatch.GetTimestamp();
        int times = 0;
        double spent;
        do
        {
            action();
            times++;
            spent = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (spent < shortest);
        return spent / times;
    }
}
