namespace Coterie.Bench.Kernels;

/// <summary>
/// Activations like those behind a ReLU: about two thirds are zero, and each class drives some neurons more than others.
/// A sample depends only on its number, so that any range of samples can be made.
/// </summary>
internal sealed class GeneratedActivations
{
    private readonly float[] drive;

    public GeneratedActivations(int neurons, int classes)
    {
        Neurons = neurons;
        Classes = classes;
        drive = new float[classes * neurons];
        ulong state = 1;
        for (int k = 0; k < drive.Length; k++)
        {
            ulong bits = Next(ref state);
            float strength = (bits >> 40) / (float)(1 << 24);
            drive[k] = -1.2f + strength + (bits % 8 == 0 ? 1.5f : 0);
        }
    }

    public int Neurons { get; }

    public int Classes { get; }

    public int LabelOf(long sample)
    {
        ulong state = (ulong)sample * 0x632BE59BD9B4E019;
        return (int)(Next(ref state) % (ulong)Classes);
    }

    /// <summary>Makes consecutive samples.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="rows">samples × neurons.</param>
    /// <param name="labels">The class of each sample.</param>
    public void Fill(long first, Span<float> rows, Span<int> labels)
    {
        for (int d = 0; d < labels.Length; d++)
        {
            labels[d] = LabelOf(first + d);
            ReadOnlySpan<float> driven = drive.AsSpan(labels[d] * Neurons, Neurons);
            Span<float> row = rows.Slice(d * Neurons, Neurons);
            ulong state = (ulong)(first + d) * 0xD1B54A32D192ED03 + 7;
            for (int q = 0; q < row.Length; q++)
            {
                // The sum of four uniform numbers of 16 bits is nearly normal.
                ulong bits = Next(ref state);
                float sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
                row[q] = MathF.Max(0, (sum - 131070f) / 37837f + driven[q]);
            }
        }
    }

    /// <summary>The first samples, held in memory.</summary>
    public (float[] Rows, int[] Labels) Take(int samples)
    {
        float[] rows = new float[(long)samples * Neurons];
        int[] labels = new int[samples];
        Fill(0, rows, labels);
        return (rows, labels);
    }

    // SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Next(ref ulong state)
    {
        ulong x = state += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
