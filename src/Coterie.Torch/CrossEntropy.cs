using System.Numerics.Tensors;

namespace Coterie.Torch;

/// <summary>The cross-entropy of a batch and the derivative of its mean by the logits, in single precision, in place of these.</summary>
internal static unsafe class CrossEntropy
{
    /// <summary>Turns logits into the derivative by them.</summary>
    /// <param name="logits">samples × classes.</param>
    /// <param name="classes">One for each sample.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="sums">Gets the sum of each column's derivatives, which is the bias's.</param>
    /// <returns>The sum over the samples, and how many have their own class's logit as their first largest.</returns>
    public static (float Loss, int Correct) Differentiate(float* logits, long* classes, int samples, Span<float> sums)
    {
        sums.Clear();
        double loss = 0;
        int correct = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            Span<float> row = new(logits + (long)sample * sums.Length, sums.Length);
            loss += Differentiate(row, (int)classes[sample], samples, ref correct);
            TensorPrimitives.Add(sums, row, sums);
        }
        return ((float)loss, correct);
    }

    /// <summary>The same of logits in bfloat16: computed in single precision, rounded at the end.</summary>
    public static (float Loss, int Correct) Differentiate(ushort* logits, long* classes, int samples, Span<float> sums)
    {
        sums.Clear();
        Span<float> row = new float[sums.Length];
        double loss = 0;
        int correct = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            ushort* given = logits + (long)sample * row.Length;
            for (int k = 0; k < row.Length; k++) row[k] = Bfloat16.Widened(given[k]);
            loss += Differentiate(row, (int)classes[sample], samples, ref correct);
            for (int k = 0; k < row.Length; k++) given[k] = Bfloat16.Narrowed(row[k]);
            TensorPrimitives.Add(sums, row, sums);
        }
        return ((float)loss, correct);
    }

    // −ln p of the own class, with p = e^logit / Σ e^logit; the derivative is p, less 1 for the own class.
    private static double Differentiate(Span<float> row, int own, int samples, ref int correct)
    {
        int best = TensorPrimitives.IndexOfMax(row);
        if (best == own) correct++;
        float largest = row[best], logit = row[own];
        TensorPrimitives.Subtract(row, largest, row);
        TensorPrimitives.Exp(row, row);
        float total = TensorPrimitives.Sum<float>(row);
        TensorPrimitives.Divide(row, total, row);
        row[own] -= 1;
        TensorPrimitives.Divide(row, samples, row);
        return MathF.Log(total) + largest - logit;
    }
}
