using Coterie.Numerics;

namespace Coterie.Data;

/// <summary>
/// The built-in data set: ten symbols drawn by strokes, each time in another pose, thickness and distortion, under noise,
/// some with a part hidden or a stray stroke. Some are easily taken for each other (a ring and a horseshoe, an arrow and a fork),
/// so that a network goes on learning for several epochs.
/// </summary>
/// <remarks>
/// Each image has a random generator of its own, derived from the seed, the split and its index: the images are the same at any
/// thread count, and fewer of them are the first of more. The arithmetic is addition, multiplication, division and square roots, which
/// IEEE 754 rounds the same way everywhere: no sines, no fused multiplication.
/// </remarks>
public static class Glyphs
{
    /// <summary>What it is called.</summary>
    public const string Name = "glyphs";

    /// <summary>Rows, and columns, of an image.</summary>
    public const int Size = 28;

    /// <summary>How many training images there are unless asked for fewer.</summary>
    public const int TrainCount = 60_000;

    /// <summary>How many test images there are unless asked for fewer.</summary>
    public const int TestCount = 10_000;

    /// <summary>The seed of the data set that goes by the name alone.</summary>
    public const int DefaultSeed = 1;

    /// <summary>The symbols.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = [.. GlyphShape.All.Select(shape => shape.Name)];

    /// <summary>
    /// Draws the data set: 28×28 gray images, 0 the ground. Any ten in a row from a multiple of ten show every class once.
    /// </summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="train">How many training images.</param>
    /// <param name="test">How many test images.</param>
    /// <param name="threads">How many threads may draw; -1 for all there are. The images do not depend on it.</param>
    /// <exception cref="InputException">Too few images to show every class, or more than an array holds.</exception>
    public static DataSet Generate(int seed, int train = TrainCount, int test = TestCount, int threads = -1) =>
        new(Name, ClassNames, Draw(seed, 0, train, threads), Draw(seed, 1, test, threads));

    private static ImageSet Draw(int seed, int split, int count, int threads)
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
        Parallel.For(0, (count + classes - 1) / classes, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
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
