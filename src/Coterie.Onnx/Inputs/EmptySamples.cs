using Coterie.Numerics;
using Coterie.Onnx.Graph;

namespace Coterie.Onnx;

/// <summary>Samples of zeros for a model, from which the shapes of its values are known.</summary>
internal static class EmptySamples
{
    // Enough for any batch that a model was exported for is repeated from these.
    private const int Count = 3;
    private const int OpenSize = 16, OpenImageSize = 64;
    private const int Largest = 1 << 28;

    /// <summary>Makes samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="choices">The size of images where the model leaves it open.</param>
    /// <exception cref="InputException">An input is of a type that has no zero here.</exception>
    public static OnnxSamples For(OnnxModel model, InputChoices choices)
    {
        OnnxSamples samples = new(new int[Count], classes: 1);
        foreach (ModelInput input in model.Inputs)
        {
            long[] shape = [.. input.Shape.Skip(1).Select((size, k) => (long)(size ?? Open(input, k + 1, choices)))];
            if (SizeProduct.Of(shape, Largest) is null)
            {
                throw new InputException(
                    $"{model.Path}: found the input {input.Name} {input.ShapeText}, expected at most {Largest} numbers in a sample");
            }
            // Where every position is masked, there is nothing to divide by.
            bool isMask = input.Name == OnnxSettings.Mask;
            _ = input.Type switch
            {
                ElementType.Float => samples.With<float>(input.Name, shape, (_, batch) => batch.Fill(isMask ? 1 : 0)),
                ElementType.Double => samples.With<double>(input.Name, shape, (_, batch) => batch.Clear()),
                ElementType.Float16 => samples.With<Half>(input.Name, shape, (_, batch) => batch.Clear()),
                ElementType.Int64 => samples.With<long>(input.Name, shape, (_, batch) => batch.Fill(isMask ? 1 : 0)),
                ElementType.Int32 => samples.With<int>(input.Name, shape, (_, batch) => batch.Fill(isMask ? 1 : 0)),
                ElementType.UInt8 => samples.With<byte>(input.Name, shape, (_, batch) => batch.Clear()),
                ElementType.Int8 => samples.With<sbyte>(input.Name, shape, (_, batch) => batch.Clear()),
                ElementType.Bool => samples.With<bool>(input.Name, shape, (_, batch) => batch.Fill(true)),
                _ => throw new InputException(
                    $"{model.Path}: found the input {input.Name} of type {input.Type}, expected floats, whole numbers or true and false"),
            };
        }
        return samples;
    }

    private static int Open(ModelInput input, int axis, InputChoices choices)
    {
        if (input.Shape.Count != 4) return OpenSize;
        bool isChannels = axis == 1 && input.Shape[3] is not (1 or 3);
        return isChannels ? choices.Channels ?? 3 : choices.ImageSize ?? OpenImageSize;
    }
}
