using Coterie.Activations;
using Coterie.Entropy;
using Coterie.Nulls;
using Coterie.Patterns;

namespace Coterie;

/// <summary>
/// The memory that the results of an analysis take: pattern graphs, the search for communities, null models, and what is kept.
/// </summary>
internal static class ResultMemory
{
    // Column and weight of an entry of the matrix, and the weight of the 0/1 graph.
    private const long GraphEntry = sizeof(int) + 2 * sizeof(double);

    // While communities are sought: the matrix between communities, in arrays that grow, and once more transposed.
    private const long SearchEntry = 3 * (sizeof(int) + sizeof(double));

    // Bisection has a matrix of its own where there are no more vertices than this.
    private const long MostDense = 2048;

    // What a vertex takes in partitions, orders and queues.
    private const long Vertex = 256;

    // The process itself takes a hundred times as much; less is not worth a refusal.
    private const long Negligible = 1 << 20;

    // Graphs of null models are drawn so many at once as fit this; one is always drawn.
    private const long Drawing = 1L << 28;

    // What an edge takes while it is rewired: the edge itself, and twice on the way to the matrix.
    private const long RewiredEdge = 16 + 2 * (sizeof(int) + sizeof(double));

    // What an edge takes while a run's table of edges is written, and a neuron, with each number of its lists, in that of neurons.
    private const long EdgeRow = 200, NeuronRow = 4000, NumberOfRow = 56;

    /// <summary>The most bytes of all layers, beyond the first megabyte.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="settings">The settings of the analysis.</param>
    public static long Bytes(IReadOnlyList<Layer> layers, int classes, AnalysisSettings settings)
    {
        // Layers are searched on so many threads at once.
        long searching = layers.Select(layer => Searching(layer, classes, settings)).OrderDescending().Take(settings.Threads).Sum();
        long edges = EdgeRow * layers.Sum(layer => Entries(layer, classes, settings) / 2);
        long numbers = classes + ActivationHistogram.MostOf(settings.Bins);
        long neurons = (NeuronRow + NumberOfRow * numbers) * layers.Sum(layer => (long)layer.Neurons);
        long drawing = NullThreads(layers, classes, settings) * layers.Max(layer => Draw(layer, classes, settings));
        long passing = ((long[])[searching, drawing, edges, neurons]).Max();
        long all = layers.Sum(layer => Kept(layer, classes, settings)) + passing;
        return Math.Max(0, all - Negligible);
    }

    /// <summary>How many graphs of null models may be drawn at once: as many as there are threads, but less where they are large.</summary>
    public static int NullThreads(IReadOnlyList<Layer> layers, int classes, AnalysisSettings settings)
    {
        long one = layers.Max(layer => Draw(layer, classes, settings));
        return (int)Math.Clamp(Drawing / one, 1, settings.Threads);
    }

    /// <summary>The command's option that decides how much that is, with its value.</summary>
    /// <param name="settings">The settings of the analysis.</param>
    public static string Option(AnalysisSettings settings) => $"--top {settings.Top}";

    private static long Kept(Layer layer, int classes, AnalysisSettings settings)
    {
        long representatives = classes * (long)settings.Top.Of(layer.Neurons) * 2 * sizeof(int);
        // Intersections and exclusive overlap.
        long overlap = 2L * classes * classes * sizeof(int);
        long means = classes * (long)layer.Neurons * sizeof(double);
        // Once from the labels, once from permuted ones.
        return 2 * (GraphEntry * Entries(layer, classes, settings) + representatives + means) + overlap;
    }

    private static long Searching(Layer layer, int classes, AnalysisSettings settings)
    {
        long vertices = Vertices(layer, classes, settings);
        long dense = vertices <= MostDense ? vertices * vertices * sizeof(double) : 0;
        return Vertex * vertices + Math.Max(dense, SearchEntry * Entries(layer, classes, settings));
    }

    // A graph of a null model, with what it is made from, and its communities.
    private static long Draw(Layer layer, int classes, AnalysisSettings settings)
    {
        long entries = Entries(layer, classes, settings);
        long top = settings.Top.Of(layer.Neurons);
        long counts = classes * (top * (top - 1) / 2) * sizeof(long);
        long rewired = entries / 2 * RewiredEdge + VertexPairs.Bytes(Vertices(layer, classes, settings), entries / 2);
        long means = classes * (long)layer.Neurons * sizeof(double);
        return GraphEntry * entries + means + Math.Max(counts, rewired) + Searching(layer, classes, settings);
    }

    private static long Entries(Layer layer, int classes, AnalysisSettings settings)
    {
        int top = settings.Top.Of(layer.Neurons);
        return PatternRows.MostEntries(Vertices(layer, classes, settings), Enumerable.Repeat(top, classes));
    }

    private static long Vertices(Layer layer, int classes, AnalysisSettings settings)
    {
        return Math.Min(layer.Neurons, classes * (long)settings.Top.Of(layer.Neurons));
    }
}
