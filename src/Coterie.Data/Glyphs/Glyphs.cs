using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// The built-in data set: ten symbols drawn with strokes, each time in another pose, thickness and distortion, with noise, and some with
/// a part hidden or a stray stroke. Some symbols are easily confused (a ring and a horseshoe, an arrow and a fork), so that a network
/// learns for several epochs.
/// </summary>
/// <remarks>
/// Each image has its own random generator, made from the seed, the split and its index. The images are therefore the same at any thread
/// count, and a smaller data set holds the first images of a larger one. The arithmetic is addition, multiplication, division and square
/// roots, which IEEE 754 rounds the same way everywhere: no sines, no fused multiplication.
/// </remarks>
public static class Glyphs
{
    /// <summary>The data set's name.</summary>
    public const string Name = "glyphs";

    /// <summary>The rows and columns of an image.</summary>
    internal const int Size = 28;

    /// <summary>The number of training images by default.</summary>
    internal const int TrainCount = 60_000;

    /// <summary>The number of test images by default.</summary>
    internal const int TestCount = 10_000;

    /// <summary>The seed with which <see cref="DataStore"/> draws the data set.</summary>
    public const int DefaultSeed = 1;

    /// <summary>The names of the symbols.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = [.. GlyphShape.All.Select(shape => shape.Name)];

    /// <summary>
    /// Draws the data set: 28×28 gray images on a ground of 0. Each ten images, counted from the first, show every class once.
    /// </summary>
    /// <param name="seed">Decides every random choice.</param>
    /// <param name="train">The number of training images.</param>
    /// <param name="test">The number of test images.</param>
    /// <param name="threads">How many threads may draw; -1 for all there are. The images do not depend on it.</param>
    /// <param name="cancellation">Stops drawing.</param>
    /// <exception cref="InputException">Too few images to show every class, or more than an array holds.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static DataSet Generate(
        int seed, int train = TrainCount, int test = TestCount, int threads = -1, CancellationToken cancellation = default)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        return new(Name, ClassNames, Draw(seed, 0, train, options), Draw(seed, 1, test, options));
    }

    private static ImageSet Draw(int seed, int split, int count, ParallelOptions options)
    {
        const int pixels = Size * Size;
        int classes = ClassNames.Count;
        if (count < classes || count > Array.MaxLength / pixels)
        {
            string kind = split == 0 ? "training" : "test";
            throw new InputException($"{Name}: {count} {kind} samples asked for, expected {classes} to {Array.MaxLength / pixels}");
        }

        byte[] images = new byte[count * pixels];
        int[] labels = new int[count];
        Parallel.For(0, (count + classes - 1) / classes, options, block =>
        {
            Span<int> order = stackalloc int[classes];
            for (int c = 0; c < classes; c++) order[c] = c;
            new SplitMix64(seed, (2 * split) + 1, block).Shuffle(order);
            int first = block * classes;
            for (int i = first; i < Math.Min(first + classes, count); i++)
            {
                labels[i] = order[i - first];
                GlyphPen.Draw(GlyphShape.All[labels[i]], new(seed, 2 * split, i), images.AsSpan(i * pixels, pixels));
            }
        });
        return new(images, labels, Size, Size);
    }
}
