using Coterie.Activations;

namespace Coterie.Training;

/// <summary>What a <see cref="TrainingRecorder"/> records, where the defaults do not fit.</summary>
public sealed record RecordingSettings
{
    /// <summary>
    /// The layers to record: names as in <c>named_modules()</c>, with <c>*</c> for any characters and <c>?</c> for one. Empty for the
    /// activation functions that are modules of their own, see <see cref="Coterie.Torch.HiddenLayers"/>.
    /// </summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>A name for each class, in the order of the labels; null for their numbers.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>How the positions of a convolution or a sequence become one activation.</summary>
    public Pooling Pooling { get; init; }

    /// <summary>The choices of the analysis.</summary>
    public AnalysisSettings Analysis { get; init; } = new();

    /// <summary>Whether each snapshot keeps the model's weights and buffers, in the safetensors format.</summary>
    public bool KeepsWeights { get; init; }

    /// <summary>
    /// What else tells this run from others, such as <c>new { learningRate = 0.01, seed = 1 }</c>: any object, written to <c>run.json</c>;
    /// null for nothing.
    /// </summary>
    public object? Training { get; init; }
}
