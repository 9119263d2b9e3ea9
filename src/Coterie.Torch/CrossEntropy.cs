namespace Coterie.Torch;

/// <summary>The mean cross-entropy of a batch and its derivative, in single precision, of logits in bfloat16.</summary>
internal static unsafe class CrossEntropy
{
    /// <summary>Turns logits into the loss's derivative by them.</summary>
    /// <param name="logits">samples × classes.</param>
    /// <param name="classes">One for each sample.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="sums">Gets the sum of each column's derivatives, which is the bias's.</param>
    /// <returns>The sum over the samples, and how many have their own class's logit as their first largest.</returns>
    public static (float Loss, int Correct) Differentiate(ushort* logits, long* classes, int samples, Span<float> sums)
    {
        sums.Clear();
        Span<float> row = new float[sums.Length];
        double loss = 0;
        int correct = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            ushort* given = logits + (long)sample * row.Length;
            int own = (int)classes[sample], best = 0;
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = Bfloat16.Widened(given[k]);
                if (row[k] > row[best]) best = k;
            }
            if (best == own) correct++;
            float largest = row[best], logit = row[own], total = 0;
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = MathF.Exp(row[k] - largest);
                total += row[k];
            }
            loss += MathF.Log(total) + largest - logit;
            for (int k = 0; k < row.Length; k++)
            {
                float derivative = (row[k] / total - (k == own ? 1 : 0)) / samples;
                given[k] = Bfloat16.Narrowed(derivative);
                sums[k] += derivative;
            }
        }
        return ((float)loss, correct);
    }
}
