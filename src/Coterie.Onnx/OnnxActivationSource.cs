using Coterie.Activations;
using Coterie.Onnx.Graph;
using Coterie.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx;

/// <summary>
/// The activations of an ONNX model's layers, computed again at each replay by ONNX Runtime, with the accuracy out of the same pass.
/// </summary>
public sealed class OnnxActivationSource : IActivationSource, IDisposable
{
    private const int ProbeSamples = 3;
    private const int MostRows = 512;
    private const long MostValues = 1L << 22;

    private readonly OnnxModel model;
    private readonly OnnxSamples samples;
    private readonly InferenceSession session;
    private readonly IReadOnlyList<(string Output, int Neurons)> outputs;
    private readonly Answers? answers;
    private readonly int batch;
    private readonly bool isFixed;

    /// <summary>Finds the layers and prepares the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">Its inputs.</param>
    /// <param name="settings">What is analysed, and how.</param>
    /// <exception cref="InputException">
    /// The model does not take the samples, it has no activations, or a name or pattern matches none of its layers.
    /// </exception>
    public OnnxActivationSource(OnnxModel model, OnnxSamples samples, OnnxSettings settings)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(settings);
        this.model = model;
        this.samples = samples;
        (ModelProto changed, Probe probe, isFixed) = Prepare(model, samples);
        Inspection inspection = new(new ActivationFinder(new DataFlow(changed.Graph), probe.Shapes).Find());
        FoundLayer[] chosen = inspection.Choose(model.Path, settings.Layers);
        answers = Answers.Find(changed.Graph, probe, samples.Classes);
        string? mask = samples.Inputs.Contains(OnnxSettings.Mask, StringComparer.Ordinal) ? OnnxSettings.Mask : null;
        outputs = PooledModel.Make(changed, chosen, answers?.Output, probe, settings.Pooling, mask);
        Layers = [.. chosen.Zip(outputs, (layer, output) => new Layer(layer.Name, output.Neurons))];
        long largest = probe.Shapes.Values.Max(shape => Shapes.Elements(shape)) / probe.Batch;
        batch = isFixed ? probe.Batch : (int)Math.Clamp(MostValues / Math.Max(largest, 1), 1, MostRows);
        bool isQuantised = probe.Types.Values.Any(type => type is ElementType.UInt8 or ElementType.Int8);
        // Optimised beyond the basics, quantised models were seen to compute something else.
        session = model.Open(
            changed,
            isQuantised ? GraphOptimizationLevel.ORT_ENABLE_BASIC : GraphOptimizationLevel.ORT_ENABLE_ALL,
            settings.Threads);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public int Classes => samples.Classes;

    /// <inheritdoc/>
    public long Samples => samples.Count;

    /// <summary>
    /// The share of samples classified correctly in the latest replay; null where the model has no output for the classes.
    /// </summary>
    public double? Accuracy => answers?.Correct?.Share;

    /// <summary>The same share for the samples of each class; null for a class without samples.</summary>
    public IReadOnlyList<double?>? ClassAccuracy => answers?.Correct?.ByClass;

    /// <inheritdoc/>
    public void Replay(IActivationSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        CorrectAnswers correct = new(samples.Classes);
        string[] names = [.. outputs.Select(output => output.Output), .. answers is null ? (string[])[] : [answers.Output]];
        using RunOptions options = new();
        for (int start = 0; start < samples.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(batch, samples.Count - start);
            ReadOnlySpan<int> labels = samples.Labels.Slice(start, count);
            using BatchInputs inputs = new(model, samples, start, isFixed ? batch : count);
            using IDisposableReadOnlyCollection<OrtValue> values =
                model.Run(() => session.Run(options, inputs.Names, inputs.Values, names));
            for (int l = 0; l < Layers.Count; l++)
            {
                sink.Accept(l, values[l].GetTensorDataAsSpan<float>()[..(count * Layers[l].Neurons)], labels);
            }
            answers?.Count(values[^1], labels, correct);
        }
        answers?.Complete(correct);
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static (ModelProto Changed, Probe Probe, bool IsFixed) Prepare(OnnxModel model, OnnxSamples samples)
    {
        ModelProto changed = model.Copy();
        if (BatchSize.Fixed(model) is not { } size) return (changed, Probe.Run(model, changed, samples, ProbeSamples), false);
        BatchSize.Open(changed, size);
        try
        {
            return (changed, Probe.Run(model, changed, samples, ProbeSamples), false);
        }
        catch (InputException)
        {
            // Something else in it knows the size.
            ModelProto unchanged = model.Copy();
            return (unchanged, Probe.Run(model, unchanged, samples, size), true);
        }
    }
}
