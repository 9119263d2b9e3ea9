using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Layout;

/// <summary>
/// How vertices push each other away: the force on one is its mass times the sum of <c>m (p − q) / |p − q|²</c> over the others. It is
/// found for sixteen at a time, a vector's of 512 bits, in the same order however wide the machine's are.
/// </summary>
internal abstract class Repulsion
{
    /// <summary>Vertices are taken by so many.</summary>
    protected const int Lanes = 16;

    // Of vertices in one place no direction is away; a vertex itself adds nothing.
    private const float Nearest = 1e-6f;

    /// <summary>The vertices, rounded up to whole vectors.</summary>
    public static int Padded(int vertices)
    {
        return (vertices + Lanes - 1) / Lanes * Lanes;
    }

    /// <summary>Takes up new positions.</summary>
    /// <param name="x">Padded, as are the next.</param>
    /// <param name="y">The other coordinate.</param>
    /// <param name="mass">0 behind the last.</param>
    public abstract void Begin(float[] x, float[] y, float[] mass);

    /// <summary>Finds the sums for a range, which other threads may do for others at once.</summary>
    /// <param name="from">The first, at a whole vector.</param>
    /// <param name="until">Behind the last, at a whole vector.</param>
    /// <param name="sumX">Gets the sums of the vertices that stand there; those may be others than the range's.</param>
    /// <param name="sumY">Their other coordinate.</param>
    public abstract void Find(int from, int until, float[] sumX, float[] sumY);

    /// <summary>What one mass adds to sixteen vertices' sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Add(
        Vector512<float> x, Vector512<float> y, float fromX, float fromY, float mass, ref Vector512<float> sumX, ref Vector512<float> sumY)
    {
        Vector512<float> awayX = x - Vector512.Create(fromX), awayY = y - Vector512.Create(fromY);
        Vector512<float> squared = Vector512.Max(awayX * awayX + awayY * awayY, Vector512.Create(Nearest));
        Vector512<float> push = Vector512.Create(mass) / squared;
        sumX += push * awayX;
        sumY += push * awayY;
    }
}
