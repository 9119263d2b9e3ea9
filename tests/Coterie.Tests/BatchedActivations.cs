using Coterie.Activations;

namespace Coterie.Tests;

/// <summary>One layer of activations in float64 or float32, delivered in batches of a chosen size; counts its replays.</summary>
internal sealed class BatchedActivations(double[][] rows, int[] labels, int classes, int batch, bool single) : IActivationSource
{
    public int Replays { get; private set; }

    public IReadOnlyList<Layer> Layers { get; } = [new("hidden", rows[0].Length)];

    public int Classes => classes;

    public long Samples => rows.Length;

    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        Replays++;
        for (int from = 0; from < rows.Length; from += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int until = Math.Min(from + batch, rows.Length);
            double[] values = [.. rows[from..until].SelectMany(row => row)];
            if (single) sink.Accept<float>(0, Array.ConvertAll(values, x => (float)x), labels.AsSpan(from..until));
            else sink.Accept<double>(0, values, labels.AsSpan(from..until));
        }
    }
}
