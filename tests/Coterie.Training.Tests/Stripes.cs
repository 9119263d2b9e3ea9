using Coterie.Torch;
using static TorchSharp.torch;

namespace Coterie.Training.Tests;

/// <summary>
/// Small colour images that tell a convolution from a histogram: horizontal, vertical and diagonal stripes at random positions, in random
/// colours, over noise.
/// </summary>
internal static class Stripes
{
    public const int Classes = 3;
    public const int Channels = 3;
    public const int Side = 8;

    private const int Period = 4;

    public static LabelledSamples Draw(int count, int seed = 1)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * Channels * Side * Side];
        int[] labels = new int[count];
        int at = 0;
        for (int image = 0; image < count; image++)
        {
            int label = labels[image] = image % Classes, shift = random.Next(Period);
            for (int channel = 0; channel < Channels; channel++)
            {
                int light = random.Next(100, 200);
                for (int y = 0; y < Side; y++)
                {
                    for (int x = 0; x < Side; x++)
                    {
                        int across = label switch { 0 => y, 1 => x, _ => x + y };
                        bool lit = (across + shift) % Period < Period / 2;
                        pixels[at++] = (byte)(random.Next(50) + (lit ? light : 0));
                    }
                }
            }
        }
        return new LabelledSamples(pixels, [Channels, Side, Side], labels, Classes, CPU);
    }
}
