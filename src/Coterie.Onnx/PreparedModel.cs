using Coterie.Onnx.Graph;
using Coterie.Onnx.Schema;

namespace Coterie.Onnx;

/// <summary>A model that takes batches of any size if it can be made to, and what a small batch tells of it.</summary>
/// <param name="Changed">A copy of the model, to be changed further.</param>
/// <param name="Probe">The shapes and types of its values.</param>
/// <param name="IsFixed">Whether it takes batches of the probe's size only.</param>
internal sealed record PreparedModel(ModelProto Changed, Probe Probe, bool IsFixed)
{
    private const int ProbeSamples = 3;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">Samples for it.</param>
    /// <exception cref="InputException">The model does not take them, or cannot be run.</exception>
    public static PreparedModel Of(OnnxModel model, OnnxSamples samples)
    {
        ModelProto changed = model.Copy();
        if (BatchSize.Fixed(model) is not { } size) return new(changed, Probe.Run(model, changed, samples, ProbeSamples), false);
        BatchSize.Open(changed, size);
        try
        {
            return new(changed, Probe.Run(model, changed, samples, ProbeSamples), false);
        }
        catch (InputException)
        {
            // Something else in it knows the size.
            ModelProto unchanged = model.Copy();
            return new(unchanged, Probe.Run(model, unchanged, samples, size), true);
        }
    }

    /// <summary>Every product with weights.</summary>
    public IReadOnlyList<FoundLayer> FindLayers() => new ActivationFinder(new DataFlow(Changed.Graph), Probe.Shapes).Find();
}
