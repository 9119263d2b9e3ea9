using Coterie.Numerics;

namespace Coterie.Training;

/// <summary>The seed of torch's generator for an epoch of a training; epoch 0 draws the initial weights.</summary>
internal static class TrainingSeed
{
    // Torch's generator on the processor keeps 32 bits of a seed, so both numbers are mixed into these, such that neighbouring numbers give
    // unrelated sequences.
    public static int Of(int seed, int epoch)
    {
        return (int)(new SplitMix64((ulong)(uint)seed << 32 | (uint)epoch).Next() >> 33);
    }
}
