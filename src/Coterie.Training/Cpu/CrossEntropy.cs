using System.Numerics.Tensors;

namespace Coterie.Training.Cpu;

/// <summary>The cross-entropy of a batch, and the derivative of its mean by the logits, written over the logits.</summary>
internal static unsafe class CrossEntropy
{
    /// <summary>Replaces logits by the derivative of the batch's mean cross-entropy.</summary>
    /// <param name="logits">samples × classes.</param>
    /// <param name="classes">The class of each sample.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="sums">Gets the sum of each column: the derivative by the output's bias.</param>
    /// <returns>The sum of the cross-entropies, and how many samples are classified correctly (of equal logits the first counts).</returns>
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

    // The cross-entropy is −ln p of the sample's own class, with p = e^logit / Σ e^logit; its derivative is p, less 1 for the own class.
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
