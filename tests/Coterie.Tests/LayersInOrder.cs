using Coterie.Activations;

namespace Coterie.Tests;

/// <summary>Several layers in float32, delivered batch by batch in a chosen order of the layers.</summary>
internal sealed class LayersInOrder(float[][] activations, int[] labels, int classes, int batch, int[] order) : IActivationSource
{
    public IReadOnlyList<Layer> Layers { get; } =
        [.. activations.Select((values, l) => new Layer($"layer{l}", values.Length / labels.Length))];

    public int Classes => classes;

    public long Samples => labels.Length;

    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        for (int from = 0; from < labels.Length; from += batch)
        {
            int until = Math.Min(from + batch, labels.Length);
            foreach (int l in order)
            {
                int neurons = Layers[l].Neurons;
                sink.Accept<float>(l, activations[l].AsSpan((from * neurons)..(until * neurons)), labels.AsSpan(from..until));
            }
        }
    }
}
