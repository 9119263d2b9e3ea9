using Coterie.Numerics;

namespace Coterie.Nulls;

/// <summary>
/// Labels permuted over the samples: an urn with as many labels of each class as there are, drawn without putting back. So each permutation
/// is as likely, and no list of all labels is kept. The label of a sample follows from its position and the seed alone.
/// </summary>
/// <param name="samples">The samples of each class.</param>
/// <param name="seed">Decides the permutation.</param>
internal sealed class LabelUrn(ReadOnlySpan<long> samples, int seed)
{
    private const int LabelStream = 1;

    private readonly long[] left = samples.ToArray();
    private SplitMix64 random = new(seed, LabelStream, 0);

    /// <summary>The labels of the next samples.</summary>
    /// <param name="count">How many.</param>
    public int[] Draw(int count)
    {
        long all = left.Sum();
        int[] labels = new int[count];
        for (int d = 0; d < count; d++)
        {
            long at = random.Below(all--);
            int @class = 0;
            while (@class < left.Length - 1 && at >= left[@class]) at -= left[@class++];
            left[@class]--;
            labels[d] = @class;
        }
        return labels;
    }
}
