namespace Coterie.Data;

/// <summary>
/// Scales images channel by channel, stretching them where the proportions differ. Bilinear: an output pixel is a weighted mean of all
/// the input it covers, so that detail is averaged, not dropped. Weights are integers, so the pixels are the same on every machine.
/// </summary>
internal static class ImageScaling
{
    // With 8 bits of pixel and the half added for rounding, the sum stays within an int.
    private const int WeightBits = 22;

    /// <summary>The most rows and columns: of more, the weights would be too small for whole numbers.</summary>
    public const int MaxSide = 1 << 16;

    /// <summary>Scales one image.</summary>
    /// <param name="from"><c>channels × fromHeight × fromWidth</c> values.</param>
    /// <param name="fromWidth">The columns there are.</param>
    /// <param name="fromHeight">The rows there are.</param>
    /// <param name="to">Receives <c>channels × height × width</c> values.</param>
    /// <param name="width">The columns wanted.</param>
    /// <param name="height">The rows wanted.</param>
    /// <param name="channels">How many planes of pixels.</param>
    public static void Scale(
        ReadOnlySpan<byte> from, int fromWidth, int fromHeight, Span<byte> to, int width, int height, int channels)
    {
        Taps[] columns = TapsOf(fromWidth, width), rows = TapsOf(fromHeight, height);
        // As many rows, scaled to the new width, as one row of the result covers: all of them may be too many for an array.
        int kept = rows.Max(taps => taps.Weights.Length);
        byte[] narrow = new byte[kept * width];
        int[] sums = new int[width];
        for (int c = 0; c < channels; c++)
        {
            ReadOnlySpan<byte> plane = from.Slice(c * fromWidth * fromHeight, fromWidth * fromHeight);
            Span<byte> result = to.Slice(c * width * height, width * height);
            int done = 0;
            foreach (Taps taps in rows)
            {
                for (; done < taps.First + taps.Weights.Length; done++)
                    ScaleRow(plane.Slice(done * fromWidth, fromWidth), columns, narrow.AsSpan(done % kept * width, width));
                MixRows(narrow, taps, sums, result[..width]);
                result = result[width..];
            }
        }
    }

    /// <summary>Scales all images of a split to squares.</summary>
    /// <exception cref="InputException">The scaled images do not fit into an array.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageSet Scale(ImageSet images, int size, string name, CancellationToken cancellation)
    {
        if (images.Height == size && images.Width == size) return images;
        if (Math.Max(images.Height, images.Width) > MaxSide)
            throw new InputException($"{name}: images of {images.Height}×{images.Width}, expected at most {MaxSide} rows and columns");
        int length = images.Channels * size * size;
        byte[] scaled = new byte[CheckedLength(images.Count, size, size, images.Channels, name)];
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellation }, i => Scale(
            images.Image(i), images.Width, images.Height, scaled.AsSpan(i * length, length), size, size, images.Channels));
        return new(scaled, images.Labels, size, size, images.Channels);
    }

    /// <summary>How many bytes images take.</summary>
    /// <exception cref="InputException">More than an array holds.</exception>
    public static int CheckedLength(int count, int width, int height, int channels, string name)
    {
        long length = (long)count * channels * width * height;
        if (length <= Array.MaxLength) return (int)length;
        string colour = channels == 1 ? "" : $" in {channels} channels";
        throw new InputException(
            $"{name}: {count} images of {width}×{height}{colour} are {length} bytes, expected at most {Array.MaxLength}: "
            + "choose a smaller image size");
    }

    private static void ScaleRow(ReadOnlySpan<byte> from, Taps[] columns, Span<byte> to)
    {
        for (int x = 0; x < to.Length; x++)
        {
            Taps taps = columns[x];
            int sum = 1 << (WeightBits - 1);
            ReadOnlySpan<byte> covered = from.Slice(taps.First, taps.Weights.Length);
            for (int k = 0; k < covered.Length; k++) sum += taps.Weights[k] * covered[k];
            to[x] = (byte)Math.Min(sum >> WeightBits, 255);
        }
    }

    // The rows lie one after another, and from the beginning again where their array ends.
    private static void MixRows(ReadOnlySpan<byte> rows, Taps taps, Span<int> sums, Span<byte> to)
    {
        int width = sums.Length, kept = rows.Length / width;
        sums.Fill(1 << (WeightBits - 1));
        for (int k = 0; k < taps.Weights.Length; k++)
        {
            int weight = taps.Weights[k];
            ReadOnlySpan<byte> row = rows.Slice((taps.First + k) % kept * width, width);
            for (int x = 0; x < row.Length; x++) sums[x] += weight * row[x];
        }
        for (int x = 0; x < width; x++) to[x] = (byte)Math.Min(sums[x] >> WeightBits, 255);
    }

    // The filter is a triangle two input pixels wide, or two output pixels wide if those are larger.
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

    // The input pixels, from First on, that make an output pixel, with their weights.
    private readonly record struct Taps(int First, int[] Weights);
}
