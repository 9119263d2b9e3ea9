using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Coterie.Onnx;

/// <summary>
/// Compares what an optimised model computes with what the model says. ONNX Runtime was seen to get fused and quantised models wrong
/// (its issues 4110, 13425 and 27845).
/// </summary>
internal static class OptimisationCheck
{
    // Sums in another order differ by less, and quantised values by a step of 1/255 of their range.
    private const double FloatTolerance = 1e-3, CoarseTolerance = 2e-2;

    /// <summary>
    /// The output that differs most from the unoptimised model's, in words; null where none differs more than rounding does.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="optimised">The optimised model, open.</param>
    /// <param name="plain">The same without optimisation.</param>
    /// <param name="inputs">A batch.</param>
    /// <param name="outputs">The names of the outputs, each with what to call it.</param>
    /// <param name="isCoarse">Whether numbers of 16 bits and less are computed with.</param>
    /// <exception cref="InputException">One of the two cannot be run.</exception>
    public static string? Difference(
        OnnxModel model,
        InferenceSession optimised,
        InferenceSession plain,
        BatchInputs inputs,
        IReadOnlyList<(string Output, string Name)> outputs,
        bool isCoarse)
    {
        string[] names = [.. outputs.Select(output => output.Output)];
        using RunOptions options = OnnxModel.Quietly();
        using var found = model.Run(() => optimised.Run(options, inputs.Names, inputs.Values, names));
        using var expected = model.Run(() => plain.Run(options, inputs.Names, inputs.Values, names));
        (double Apart, string Text) worst = (isCoarse ? CoarseTolerance : FloatTolerance, "");
        for (int k = 0; k < names.Length; k++)
        {
            ReadOnlySpan<float> one = found[k].GetTensorDataAsSpan<float>(), other = expected[k].GetTensorDataAsSpan<float>();
            float largest = MathF.Abs(TensorPrimitives.MaxMagnitude(other)), apart = Apart(one, other);
            double share = apart / Math.Max(largest, float.Epsilon);
            if (!(share <= worst.Apart)) worst = (share, $"{outputs[k].Name} by {apart:g3} of values up to {largest:g3}");
        }
        return worst.Text.Length == 0 ? null : worst.Text;
    }

    private static float Apart(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float apart = 0;
        for (int k = 0; k < one.Length; k++) apart = MathF.Max(apart, MathF.Abs(one[k] - other[k]));
        return apart;
    }
}
