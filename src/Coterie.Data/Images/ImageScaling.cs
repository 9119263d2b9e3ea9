namespace Coterie.Data;

/// <summary>
/// Scales gray images, stretching them where the proportions differ: bilinear, each output pixel a weighted mean of all the
/// input it covers, so that detail is averaged away and not dropped. Weights are integers: the pixels are the same on every machine.
/// </summary>
internal static class ImageScaling
{
    // With 8 bits of pixel and the rounding half, the sum stays within an int.
    private const int WeightBits = 22;

    public static void Scale(ReadOnlySpan<byte> from, int fromWidth, int fromHeight, Span<byte> to, int width, int height)
    {
        Taps[] columns = TapsOf(fromWidth, width), rows = TapsOf(fromHeight, height);
        byte[] narrow = new byte[width * fromHeight];
        for (int y = 0; y < fromHeight; y++)
        {
            ReadOnlySpan<byte> row = from.Slice(y * fromWidth, fromWidth);
            for (int x = 0; x < width; x++)
            {
                int sum = 1 << (WeightBits - 1);
                int[] weights = columns[x].Weights;
                ReadOnlySpan<byte> covered = row.Slice(columns[x].First, weights.Length);
                for (int k = 0; k < covered.Length; k++) sum += weights[k] * covered[k];
                narrow[(y * width) + x] = (byte)Math.Min(sum >> WeightBits, 255);
            }
        }

        int[] sums = new int[width];
        for (int y = 0; y < height; y++)
        {
            Array.Fill(sums, 1 << (WeightBits - 1));
            for (int k = 0; k < rows[y].Weights.Length; k++)
            {
                int weight = rows[y].Weights[k];
                ReadOnlySpan<byte> row = narrow.AsSpan((rows[y].First + k) * width, width);
                for (int x = 0; x < row.Length; x++) sums[x] += weight * row[x];
            }
            Span<byte> target = to.Slice(y * width, width);
            for (int x = 0; x < target.Length; x++) target[x] = (byte)Math.Min(sums[x] >> WeightBits, 255);
        }
    }

    /// <summary>All images of a split, scaled to squares.</summary>
    public static ImageSet Scale(ImageSet images, int size, string name)
    {
        if (images.Height == size && images.Width == size) return images;
        byte[] scaled = new byte[CheckedLength(images.Count, size, size, name)];
        Parallel.For(0, images.Count, i =>
            Scale(images.Image(i), images.Width, images.Height, scaled.AsSpan(i * size * size, size * size), size, size));
        return new(scaled, images.Labels, size, size);
    }

    /// <summary>How many bytes images take.</summary>
    /// <exception cref="InputException">More than an array holds.</exception>
    public static int CheckedLength(int count, int width, int height, string name)
    {
        long length = (long)count * width * height;
        return length <= Array.MaxLength ? (int)length : throw new InputException(
            $"{name}: {count} images of {width}×{height} are {length} bytes, expected at most {Array.MaxLength}: choose a smaller image size");
    }

    // The filter is a triangle as wide as two input pixels, or as two output pixels where those are wider.
    private static Taps[] TapsOf(int from, int to)
    {
        double ratio = (double)from / to, reach = Math.Max(ratio, 1);
        Taps[] taps = new Taps[to];
        for (int i = 0; i < to; i++)
        {
            double centre = (i + 0.5) * ratio;
            int first = Math.Max(0, (int)(centre - reach + 0.5)), end = Math.Min(from, (int)(centre + reach + 0.5));
            double[] shares = [.. Enumerable.Range(first, end - first).Select(x => Math.Max(0, 1 - (Math.Abs(x + 0.5 - centre) / reach)))];
            double total = shares.Sum();
            taps[i] = new(first, [.. shares.Select(share => (int)Math.Round(share / total * (1 << WeightBits)))]);
        }
        return taps;
    }

    private readonly record struct Taps(int First, int[] Weights);
}
