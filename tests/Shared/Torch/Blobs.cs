using Coterie.Torch;
using static TorchSharp.torch;

namespace Coterie.Tests.Shared;

/// <summary>A small problem that a network learns at once: each class lights up four pixels of its own, over noise.</summary>
internal static class Blobs
{
    public const int Classes = 3;
    public const int Features = 4 * Classes;

    public static LabelledSamples Draw(int count, int seed = 1)
    {
        (byte[] pixels, int[] labels) = Arrays(count, seed);
        return new LabelledSamples(pixels, [Features], labels, Classes, CPU);
    }

    public static (byte[] Pixels, int[] Labels) Arrays(int count, int seed = 1)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * Features];
        random.NextBytes(pixels);
        int[] labels = new int[count];
        for (int k = 0; k < count; k++)
        {
            labels[k] = random.Next(Classes);
            for (int p = 0; p < Features; p++)
            {
                byte lit = (byte)(p / 4 == labels[k] ? 150 : 0);
                pixels[k * Features + p] = (byte)(pixels[k * Features + p] / 3 + lit);
            }
        }
        return (pixels, labels);
    }
}
