using Coterie.Data;
using Coterie.Onnx.Graph;

namespace Coterie.Onnx;

/// <summary>How the arrays of a file enter a model: an array for each of its inputs, by name.</summary>
public static class ArrayInputs
{
    /// <summary>Makes samples for a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file of the arrays, for messages.</param>
    /// <param name="arrays">The arrays; one alone may have any name where the model has one input.</param>
    /// <param name="choices">How floats and pixels are normalised.</param>
    /// <param name="notes">Receives what was taken for what, a line each.</param>
    /// <exception cref="InputException">An input has no array, or one of another shape or type.</exception>
    public static OnnxSamples Samples(OnnxModel model, string path, SampleArrays arrays, InputChoices choices, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(arrays);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(notes);
        OnnxSamples samples = new([.. arrays.Labels], arrays.ClassNames.Count);
        foreach (ModelInput input in model.Inputs)
        {
            SampleArray? array = arrays.Arrays.FirstOrDefault(one => one.Name == input.Name);
            if (array is null && model.Inputs.Count == 1 && arrays.Arrays.Count == 1) array = arrays.Arrays[0];
            if (array is null)
            {
                throw new InputException(
                    $"{path}: found no array '{input.Name}', which {model.Path} takes ({input.ShapeText}), but "
                    + $"{NameMatching.Nearest([.. arrays.Arrays.Select(one => one.Name)], input.Name)}; expected an array for each input");
            }
            long[] shape = ShapeFor(input, array, path, model.Path);
            string where = $"{path}: array '{array.Name}'";
            string kind = Add(samples, input, array, shape, choices, where);
            notes.Add($"input {input.Name} {input.ShapeText}: the array {array.Name}, {kind}");
        }
        return samples;
    }

    // The same sizes, where axes of length 1 may be missing or more.
    private static long[] ShapeFor(ModelInput input, SampleArray array, string path, string model)
    {
        int?[] taken = [.. input.Shape.Skip(1)];
        if (taken.Length == array.Shape.Count && taken.Zip(array.Shape).All(pair => pair.First is null || pair.First == pair.Second))
        {
            return [.. array.Shape];
        }
        bool isWhole = taken.All(size => size is not null);
        long[] sizes = [.. taken.Select(size => (long)(size ?? 0))];
        if (isWhole && sizes.Where(size => size != 1).SequenceEqual(array.Shape.Where(size => size != 1))) return sizes;
        bool isOtherOrder = isWhole && sizes.Order().SequenceEqual(array.Shape.Order());
        throw new InputException(
            $"{path}: array '{array.Name}': found samples of {string.Join('×', array.Shape)}, expected {input.ShapeText} for the input "
            + $"{input.Name} of {model}" + (isOtherOrder ? "; np.transpose puts the axes in that order" : ""));
    }

    private static string Add(
        OnnxSamples samples, ModelInput input, SampleArray array, long[] shape, InputChoices choices, string where)
    {
        switch (input.Type)
        {
            case ElementType.Float or ElementType.Float16 or ElementType.Double:
                (float[] values, string kind) = Floats(array, shape, choices, where);
                if (input.Type == ElementType.Float) samples.With(input.Name, values, shape);
                else if (input.Type == ElementType.Float16) samples.With(input.Name, Array.ConvertAll(values, value => (Half)value), shape);
                else samples.With(input.Name, Array.ConvertAll(values, value => (double)value), shape);
                return kind;
            case ElementType.UInt8 when array.Values is byte[] bytes:
                samples.With(input.Name, bytes, shape);
                break;
            case ElementType.Int64 when Whole(array) is { } numbers:
                samples.With(input.Name, numbers, shape);
                break;
            case ElementType.Int32 when Whole(array) is { } numbers:
                if (numbers.AsSpan().ContainsAnyExceptInRange(int.MinValue, int.MaxValue))
                {
                    throw new InputException($"{where}: found numbers of more than 32 bits, expected Int32 for the input {input.Name}");
                }
                samples.With(input.Name, Array.ConvertAll(numbers, number => (int)number), shape);
                break;
            case ElementType.Bool when Whole(array) is { } numbers:
                samples.With(input.Name, Array.ConvertAll(numbers, number => number != 0), shape);
                break;
            default:
                throw new InputException(
                    $"{where}: found values of {array.Values.GetType().GetElementType()!.Name}, expected {input.Type} for the input "
                    + input.Name);
        }
        return choices.Normalises && input.Type == ElementType.UInt8
            ? throw new InputException($"{where}: found --mean or --std for an input of uint8, expected neither")
            : "as it is";
    }

    private static long[]? Whole(SampleArray array) => array.Values switch
    {
        long[] numbers => numbers,
        byte[] bytes => Array.ConvertAll(bytes, value => (long)value),
        _ => null,
    };

    // Whole numbers of a byte are pixels; all others are numbers.
    private static (float[] Values, string Kind) Floats(SampleArray array, long[] shape, InputChoices choices, string where)
    {
        (float[] values, string kind) = array.Values switch
        {
            byte[] bytes => (Array.ConvertAll(bytes, value => value / 255f), choices.Describe("pixels / 255")),
            float[] floats => (floats, choices.Describe("as it is")),
            double[] doubles => (Array.ConvertAll(doubles, value => (float)value), choices.Describe("as it is, in float32")),
            _ => (Array.ConvertAll((long[])array.Values, value => (float)value), choices.Describe("whole numbers as they are")),
        };
        if (!choices.Normalises) return (values, kind);
        int numbers = Math.Max(choices.Mean.Count, choices.Std.Count);
        bool isFirst = numbers > 1 && shape[0] == numbers, isLast = !isFirst && numbers > 1 && shape[^1] == numbers;
        if (numbers > 1 && !isFirst && !isLast)
        {
            throw new InputException(
                $"{where}: found samples of {string.Join('×', shape)}, expected {numbers} channels, first or last, as --mean and --std "
                + "have");
        }
        choices.Require(where, numbers);
        long inSample = Shapes.Elements(shape), inChannel = isFirst ? inSample / numbers : 1;
        float[] normal = new float[values.Length];
        for (long k = 0; k < values.Length; k++)
        {
            int channel = numbers == 1 ? 0 : (int)(isFirst ? k % inSample / inChannel : k % numbers);
            normal[k] = (values[k] - (float)choices.MeanOf(channel)) / (float)choices.StdOf(channel);
        }
        return (normal, kind);
    }
}
