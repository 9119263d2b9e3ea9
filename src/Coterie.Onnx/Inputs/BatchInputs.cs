using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx;

/// <summary>The inputs of a model for one batch.</summary>
internal sealed class BatchInputs : IDisposable
{
    /// <summary>Takes consecutive samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">All samples.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="InputException">The samples lack an input of the model.</exception>
    public BatchInputs(OnnxModel model, OnnxSamples samples, int start, int count)
    {
        Names = [.. model.Inputs.Select(input => input.Name)];
        if (Names.FirstOrDefault(name => !samples.Inputs.Contains(name, StringComparer.Ordinal)) is { } missing)
        {
            throw new InputException(
                $"{model.Path}: found the input {missing}, but samples for {string.Join(", ", samples.Inputs)} alone; "
                + "expected an array for each input of the model");
        }
        Values = [.. Names.Select(name => samples.Slice(name, start, count))];
    }

    /// <summary>The names of the inputs.</summary>
    public IReadOnlyCollection<string> Names { get; }

    /// <summary>Their values, in the same order.</summary>
    public IReadOnlyCollection<OrtValue> Values { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue value in Values) value.Dispose();
    }
}
