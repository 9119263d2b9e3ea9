using System.Globalization;
using Coterie.Data;
using Coterie.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Coterie.Training;

/// <summary>The images that samples of shape channels × height × width are, with one or three channels.</summary>
internal static class RecordedImages
{
    private const int SamplesAtOnce = 1024;

    /// <summary>
    /// Makes images of samples. Values of 0 to 1 and of 0 to 255 are taken as shares of the brightest and as bytes; others, such as
    /// normalised ones, are spread from the least, which becomes dark, to the largest.
    /// </summary>
    /// <param name="samples">The samples.</param>
    /// <param name="notes">Receives a line where values are spread.</param>
    /// <returns>The images; null where the samples have another shape, or are too many for an array.</returns>
    public static ImageSet? Of(LabelledSamples samples, List<string> notes)
    {
        if (samples.SampleShape is not [1 or 3, var height, var width]) return null;
        long channels = samples.SampleShape[0];
        Int128 length = (Int128)samples.Count * channels * height * width;
        if (length == 0 || length > Array.MaxLength) return null;
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        ForEachPart(samples, part => (low, high) = (Math.Min(low, part.min().ToDouble()), Math.Max(high, part.max().ToDouble())));
        if (!double.IsFinite(high - low)) return null;
        (double dark, double bright) = low < 0 || high > byte.MaxValue ? (low, high) : (0, high > 1 ? byte.MaxValue : 1);
        if (low < 0 || high > byte.MaxValue)
        {
            notes.Add(
                string.Create(CultureInfo.InvariantCulture, $"images: found values from {low:0.###} to {high:0.###}; ")
                + "the least is shown dark, the largest bright");
        }
        byte[] pixels = new byte[(int)length];
        int done = 0;
        double scale = byte.MaxValue / (bright - dark);
        ForEachPart(samples, part =>
        {
            using Tensor bytes = part.to(ScalarType.Float64).sub(dark).mul(scale).round().clamp(0, byte.MaxValue).to(ScalarType.Byte).cpu();
            byte[] some = bytes.contiguous().data<byte>().ToArray();
            some.CopyTo(pixels, done);
            done += some.Length;
        });
        return new ImageSet(pixels, samples.Labels.ToArray(), (int)height, (int)width, (int)channels);
    }

    private static void ForEachPart(LabelledSamples samples, Action<Tensor> action)
    {
        for (int start = 0; start < samples.Count; start += SamplesAtOnce)
        {
            using DisposeScope scope = NewDisposeScope();
            action(samples.Slice(start, Math.Min(SamplesAtOnce, samples.Count - start)).Inputs);
        }
    }
}
