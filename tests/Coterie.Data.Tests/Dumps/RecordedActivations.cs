using System.Numerics;
using Coterie.Activations;

namespace Coterie.Data.Tests.Dumps;

/// <summary>Keeps all activations that a source delivers.</summary>
internal sealed class RecordedActivations : IActivationSink
{
    public Dictionary<int, List<double>> Values { get; } = [];

    public List<int> Labels { get; } = [];

    public HashSet<Type> Types { get; } = [];

    public int LargestBatch { get; private set; }

    public static RecordedActivations Of(IActivationSource source)
    {
        RecordedActivations recorded = new();
        source.Replay(recorded, TestContext.Current.CancellationToken);
        return recorded;
    }

    public void Accept<T>(int layer, ReadOnlySpan<T> activations, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Types.Add(typeof(T));
        if (!Values.TryGetValue(layer, out List<double>? values)) Values.Add(layer, values = []);
        foreach (T x in activations) values.Add(double.CreateTruncating(x));
        if (layer == 0) Labels.AddRange(labels);
        LargestBatch = Math.Max(LargestBatch, labels.Length);
    }
}
