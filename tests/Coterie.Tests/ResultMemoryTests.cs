using Coterie.Activations;
using Coterie.Passes;

namespace Coterie.Tests;

/// <summary>What is kept of a snapshot, measured by the memory of the whole process, which no other test may change meanwhile.</summary>
[CollectionDefinition(nameof(ResultMemoryTests), DisableParallelization = true)]
[Collection(nameof(ResultMemoryTests))]
public class ResultMemoryTests
{
    [Theory]
    [InlineData(300, 300, 10, 1)]
    [InlineData(600, 40, 20, 3)]
    [InlineData(700, 700, 3, 1)]
    public void The_results_fit_the_memory_that_the_plan_counts_for_them(int neurons, int top, int classes, int snapshots)
    {
        Random random = new(9);
        float[] values = [.. Enumerable.Range(0, 20 * classes * neurons).Select(_ => Math.Max(0, random.NextSingle() - 0.3f))];
        MemoryActivations source = new(
            [new Layer("layer", neurons)], [values], [.. Enumerable.Range(0, 20 * classes).Select(d => d % classes)], classes);
        AnalysisSettings settings = new() { Top = top, Threads = 1 };

        // Several at once where each is small, and the largest of five measurements: what earlier tests left in .NET's pools may be freed
        // during some of them, and makes the difference smaller; nothing makes it larger.
        long kept = Enumerable.Range(0, 5).Max(_ => Kept());

        const int negligible = 1 << 20;
        long counted = negligible + ResultMemory.Bytes(source.Layers, classes, settings)
            + new CoactivationPass().Bytes(source.Layers[0], neurons, classes, settings);
        Assert.InRange(kept, counted / 20, counted);

        long Kept()
        {
            long before = Live();
            LayerAnalysis[] found = [.. Enumerable.Range(0, snapshots)
                .Select(_ => new SnapshotAnalyzer(settings).Analyze(source, TestContext.Current.CancellationToken).Layers[0])];
            long kept = (Live() - before) / snapshots;
            GC.KeepAlive(found);
            return kept;
        }

        // GetTotalMemory's own collection ends when two agree to 5 %, which of the heap that other tests leave is more than is measured.
        static long Live()
        {
            for (int round = 0; round < 3; round++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            return GC.GetTotalMemory(forceFullCollection: false);
        }
    }

    [Fact]
    public void The_rows_of_neurons_are_counted()
    {
        AnalysisSettings settings = new() { Top = 5, Threads = 1 };
        long Bytes(int neurons, int classes) => ResultMemory.Bytes([new Layer("layer", neurons)], classes, settings);

        // Measured while the table was written: 3.6 kB a neuron with 10 classes and 50 bins; 2 kB more with 40 classes.
        Assert.InRange(Bytes(20_000, 40), 5_600L * 20_000, 2 * 5_600L * 20_000);
        Assert.InRange(Bytes(20_000, 10), 3_600L * 20_000, 2 * 3_600L * 20_000);
    }
}
