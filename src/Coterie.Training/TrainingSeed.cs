namespace Coterie.Training;

/// <summary>The seed of torch's generator for an epoch of a training; epoch 0 draws the initial weights.</summary>
internal static class TrainingSeed
{
    // Torch's generator on the processor keeps 32 bits of a seed, so both numbers are mixed into these, such that neighbouring numbers give
    // unrelated sequences. The mixing is the end of SplitMix64 (Steele, Lea and Flood, 2014).
    public static int Of(int seed, int epoch)
    {
        ulong x = ((ulong)(uint)seed << 32 | (uint)epoch) + 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return (int)((x ^ (x >> 31)) >> 33);
    }
}
