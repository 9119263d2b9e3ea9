using Coterie.Activations;
using Coterie.Nulls;
using Coterie.Passes;

namespace Coterie;

/// <summary>How an analysis stays within its memory limit.</summary>
/// <param name="Hold">Whether the activations of the first pass are kept for the second.</param>
/// <param name="Parts">How many times the second pass goes over the activations, each time for one group of the neurons.</param>
internal readonly record struct MemoryPlan(bool Hold, int Parts)
{
    // Groups of neurons are multiples of this number: a cache line of float32.
    private const int Step = 16;

    // Beyond the first size, larger tables cost more time than another pass over activations in memory. The second is a limit: no array
    // may exceed the longest that .NET allows.
    private const long Handy = 1L << 28;
    private const long Largest = 1L << 32;

    /// <summary>Makes the plan for a source.</summary>
    /// <param name="source">The activations.</param>
    /// <param name="passes">The second passes.</param>
    /// <param name="settings">The settings, with the memory that may be taken.</param>
    /// <exception cref="InputException">The memory is too small even for the smallest group of neurons.</exception>
    public static MemoryPlan For(IActivationSource source, IReadOnlyList<ISecondPass> passes, AnalysisSettings settings)
    {
        // Class statistics and co-activation counts are there twice: once more by permuted labels.
        long statistics = 2 * source.Layers.Sum(layer => ClassStatistics.Bytes(layer, source.Classes));
        long permuted = source.Layers.Sum(layer => RelabelledLayer.CountBytes(layer, source.Classes, settings));
        long results = permuted + ResultMemory.Bytes(source.Layers, source.Classes, settings);
        long fixedTables = statistics + results + passes.Where(pass => !pass.CanDivide).Sum(pass => Tables(pass, 1));
        int most = source.Layers.Max(layer => (layer.Neurons + Step - 1) / Step);
        long least = fixedTables + Divided(most);
        if (least > settings.Memory)
        {
            throw TooLittle(
                settings.Memory,
                [
                    (null, statistics),
                    (ResultMemory.Option(settings), results),
                    .. passes.Select(pass => (pass.Option(settings), Tables(pass, pass.CanDivide ? most : 1))),
                ]);
        }
        // Counted as float64, the wider of the two.
        long activations = source.Samples * source.Layers.Sum(layer => (long)layer.Neurons) * sizeof(double);
        bool inMemory = source is MemoryActivations;
        bool hold = !inMemory && activations <= settings.Memory - least;
        long free = settings.Memory - fixedTables - (hold ? activations : 0);
        long room = Math.Min(free, hold || inMemory ? Handy : Largest);
        int parts = 1;
        while (parts < most && Divided(parts) > room) parts++;
        return new MemoryPlan(hold, parts);

        long Divided(int parts) => passes.Where(pass => pass.CanDivide).Sum(pass => Tables(pass, parts));

        long Tables(ISecondPass pass, int parts)
        {
            return source.Layers.Sum(layer => pass.Bytes(layer, Widest(layer, parts), source.Classes, settings));
        }
    }

    private static InputException TooLittle(long memory, IReadOnlyList<(string? Option, long Bytes)> parts)
    {
        (string? option, long bytes) = parts.GroupBy(part => part.Option, part => part.Bytes, StringComparer.Ordinal)
            .Select(option => (option.Key, option.Sum()))
            .MaxBy(option => option.Item2);
        string advice = option is null ? "" : $"{ByteSize.Text(bytes)} of it are for {option}: take fewer, or ";
        return new InputException(
            $"the analysis needs {ByteSize.Text(parts.Sum(part => part.Bytes))} of memory, whatever the number of samples, "
            + $"and may take {ByteSize.Text(memory)}; {advice}allow more with --memory");
    }

    /// <summary>The neurons of a layer in one of the groups: the first, and the one after the last. A group may be empty.</summary>
    public (int From, int Until) Neurons(Layer layer, int part)
    {
        int width = Widest(layer, Parts);
        return (Math.Min(part * width, layer.Neurons), Math.Min((part + 1) * width, layer.Neurons));
    }

    private static int Widest(Layer layer, int parts)
    {
        int equal = (layer.Neurons + parts - 1) / parts;
        return Math.Min((equal + Step - 1) / Step * Step, layer.Neurons);
    }
}
