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
    private const int CheckedSamples = 16;
    private const int MostRows = 512;
    private const long MostValues = 1L << 22;

    private readonly OnnxModel model;
    private readonly OnnxSamples samples;
    private readonly InferenceSession session;
    private readonly IReadOnlyList<(string Output, int Neurons)> outputs;
    private readonly Answers? answers;
    private readonly int batch;
    private readonly bool isFixed;
    private readonly List<string> notes = [];

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
        PreparedModel prepared = PreparedModel.Of(model, samples);
        Probe probe = prepared.Probe;
        ModelProto changed = prepared.Changed;
        isFixed = prepared.IsFixed;
        FoundLayer[] chosen = new LayerChoice(prepared.FindLayers()).Choose(model.Path, settings.Layers);
        answers = Answers.Find(changed.Graph, probe, samples.Classes);
        if (answers is null) notes.Add(NoAnswers(changed.Graph, probe, samples.Classes));
        string? mask = samples.Inputs.Contains(OnnxSettings.Mask, StringComparer.Ordinal) ? OnnxSettings.Mask : null;
        outputs = PooledModel.Make(changed, chosen, answers?.Output, probe, settings.Pooling, mask);
        Layers = [.. chosen.Zip(outputs, (layer, output) => new Layer(layer.Name, output.Neurons))];
        long largest = probe.Shapes.Values.Max(shape => Shapes.Elements(shape)) / probe.Batch;
        batch = isFixed ? probe.Batch : (int)Math.Clamp(MostValues / Math.Max(largest, 1), 1, MostRows);
        session = Open(changed, probe, settings.Threads);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>How many samples are run at once.</summary>
    internal int Batch => batch;

    /// <summary>
    /// What a person should know of how the model is run, a line each; a line about what is in doubt begins with <c>warning: </c>.
    /// </summary>
    public IReadOnlyList<string> Notes => notes;

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
        ForEachBatch(
            samples,
            names,
            (values, labels) =>
            {
                for (int l = 0; l < Layers.Count; l++)
                {
                    sink.Accept(l, values[l].GetTensorDataAsSpan<float>()[..(labels.Length * Layers[l].Neurons)], labels);
                }
                answers?.Count(values[^1], labels, correct);
            },
            cancellation);
        answers?.Complete(correct);
    }

    /// <summary>Counts how many of other samples, such as the test samples, the model classifies correctly.</summary>
    /// <param name="others">The samples, of the same classes.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The count; null where the model has no output for the classes.</returns>
    /// <exception cref="InputException">The model cannot be run on them.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CorrectAnswers? Classify(OnnxSamples others, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (answers is null) return null;
        CorrectAnswers correct = new(samples.Classes);
        ForEachBatch(others, [answers.Output], (values, labels) => answers.Count(values[0], labels, correct), cancellation);
        return correct;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private void ForEachBatch(
        OnnxSamples all,
        string[] names,
        Action<IDisposableReadOnlyCollection<OrtValue>, ReadOnlySpan<int>> count,
        CancellationToken cancellation)
    {
        using RunOptions options = OnnxModel.Quietly();
        for (int start = 0; start < all.Count; start += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int some = Math.Min(batch, all.Count - start);
            using BatchInputs inputs = new(model, all, start, isFixed ? batch : some);
            using IDisposableReadOnlyCollection<OrtValue> values =
                model.Run(() => session.Run(options, inputs.Names, inputs.Values, names));
            count(values, all.Labels.Slice(start, some));
        }
    }

    // Optimised, unless that computes something else.
    private InferenceSession Open(ModelProto changed, Probe probe, int threads)
    {
        bool isQuantised = probe.Types.Values.Any(type => type is ElementType.UInt8 or ElementType.Int8);
        bool isCoarse = isQuantised || probe.Types.Values.Any(type => type is ElementType.Float16 or ElementType.BFloat16);
        // Optimised beyond the basics, quantised models were seen to compute something else.
        GraphOptimizationLevel level = isQuantised ? GraphOptimizationLevel.ORT_ENABLE_BASIC : GraphOptimizationLevel.ORT_ENABLE_ALL;
        InferenceSession optimised = model.Open(changed, level, threads);
        InferenceSession plain = model.Open(changed, GraphOptimizationLevel.ORT_DISABLE_ALL, threads);
        using BatchInputs first = new(model, samples, 0, isFixed ? batch : Math.Min(CheckedSamples, samples.Count));
        (string, string)[] named = [.. outputs.Zip(Layers, (output, layer) => (output.Output, layer.Name))];
        if (OptimisationCheck.Difference(model, optimised, plain, first, named, isCoarse) is not { } difference)
        {
            plain.Dispose();
            return optimised;
        }
        optimised.Dispose();
        notes.Add($"warning: {model.Path}: optimised, ONNX Runtime computes other values ({difference}); it runs without optimisation");
        return plain;
    }

    private string NoAnswers(GraphProto graph, Probe probe, int classes)
    {
        IEnumerable<string> outputs = graph.Output.Select(output => output.Name)
            .Select(name => probe.Shapes.TryGetValue(name, out int[]? shape) ? $"{name} N×{string.Join('×', shape.Skip(1))}" : name);
        return $"warning: {model.Path}: no output has a number for each of the {classes} classes ({string.Join(", ", outputs)}), so the "
            + "accuracy is not known";
    }
}
