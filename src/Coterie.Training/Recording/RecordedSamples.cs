using System.Globalization;
using Coterie.Runs.Folder;
using Coterie.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>The samples that a program gives to a <see cref="TrainingRecorder"/>, checked.</summary>
/// <param name="Values">The samples.</param>
/// <param name="ClassNames">A name for each class.</param>
/// <param name="Device">Where they are, as <see cref="RunEnvironment.Device"/> has it.</param>
internal sealed record RecordedSamples(LabelledSamples Values, IReadOnlyList<string> ClassNames, string Device) : IDisposable
{
    /// <summary>Takes samples and labels.</summary>
    /// <exception cref="InputException">They cannot be analysed, or do not fit together.</exception>
    public static RecordedSamples Of(Tensor inputs, Tensor labels, IReadOnlyList<string>? classNames)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        if (inputs.dtype is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Int64))
        {
            throw new InputException(
                $"inputs: found {inputs.dtype}, expected Float32, Float64 or Int64; convert them as for training");
        }
        if (inputs.dim() == 0 || inputs.shape[0] is 0 or > int.MaxValue)
        {
            throw new InputException($"inputs: found shape {Shape(inputs)}, expected samples first, at least one");
        }
        int[] classes = Classes(labels, inputs.shape[0]);
        int count = classNames?.Count ?? classes.Max() + 1;
        if (classes.Max() >= count)
        {
            throw new InputException($"labels: found {classes.Max()}, expected 0 to {count - 1}, the named classes");
        }
        if (Enumerable.Range(0, count).Except(classes).ToArray() is [int missing, ..])
        {
            throw new InputException($"labels: found no sample of class {missing}, expected one or more of each from 0 to {count - 1}");
        }
        string[] names = [.. classNames ?? Enumerable.Range(0, count).Select(k => k.ToString(CultureInfo.InvariantCulture))];
        return new RecordedSamples(new LabelledSamples(inputs, classes, count), names, NameOf(inputs.device));
    }

    /// <summary>Refuses a model on another device.</summary>
    /// <exception cref="InputException">It is.</exception>
    public void RequireDeviceOf(nn.Module model)
    {
        string? found = model.parameters().Select(parameter => NameOf(parameter.device)).FirstOrDefault();
        if (found is null || found == Device) return;
        throw new InputException($"inputs: found them on {Device}, expected {found}, where the model is; use inputs.to(\"{found}\")");
    }

    /// <summary>A summary for people to read.</summary>
    /// <param name="notes">What they should know of how the model was read.</param>
    public DataSummary Summary(IReadOnlyList<string> notes)
    {
        return DataSummary.Of(Values.Labels, ClassNames, notes);
    }

    public void Dispose() => Values.Dispose();

    private static int[] Classes(Tensor labels, long samples)
    {
        using DisposeScope scope = NewDisposeScope();
        bool areWhole = labels.dtype is ScalarType.Int64 or ScalarType.Int32 or ScalarType.Int16 or ScalarType.Int8 or ScalarType.Byte;
        if (!areWhole || labels.NumberOfElements != samples || labels.dim() == 0 || labels.shape[0] != samples)
        {
            throw new InputException(
                $"labels: found {labels.dtype} of shape {Shape(labels)}, expected a whole number for each of {samples} samples");
        }
        long[] classes = labels.detach().cpu().to(ScalarType.Int64).reshape(samples).data<long>().ToArray();
        // A label in the millions is no class: tables are classes × neurons.
        if (classes.FirstOrDefault(label => label is < 0 or >= 1_000_000) is not 0 and var odd)
        {
            throw new InputException($"labels: found {odd}, expected classes from 0");
        }
        return [.. classes.Select(label => (int)label)];
    }

    private static string Shape(Tensor tensor) => tensor.dim() == 0 ? "of one number" : string.Join('×', tensor.shape);

    private static string NameOf(Device device)
    {
        string type = device.type.ToString().ToLowerInvariant();
        return device.index > 0 ? $"{type}:{device.index}" : type;
    }
}
