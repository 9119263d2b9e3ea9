using BenchmarkDotNet.Attributes;

namespace Coterie.Bench.Kernels;

/// <summary>
/// Each kernel and its scalar twin on a layer of 512 neurons, in this process, because libtorch is already in its folder.
/// </summary>
[InProcess]
[WarmupCount(2)]
[IterationCount(8)]
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Samples = 20_000;
    private const int Neurons = 512;
    private const int TrainingSamples = 128 * 20;

    private static readonly Lazy<KernelSet> Set = new(() => new KernelSet(Samples, Neurons, TrainingSamples, Environment.ProcessorCount));

    /// <summary>The kernels.</summary>
    public static IEnumerable<Kernel> Kernels => Set.Value.All;

    /// <summary>The kernel to measure.</summary>
    [ParamsSource(nameof(Kernels))]
    public Kernel Kernel { get; set; } = null!;

    /// <summary>The simple code.</summary>
    [Benchmark(Baseline = true)]
    public void Twin() => Kernel.Twin();

    /// <summary>Coterie's code.</summary>
    [Benchmark]
    public void Fast() => Kernel.Fast();
}
