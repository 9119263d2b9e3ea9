using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Layout;

/// <summary>
/// How vertices push each other away: the force on one is its mass times the sum of <c>m (p − q) / |p − q|²</c> over the others. The sums
/// of sixteen vertices are found at a time, in the same order on every processor.
/// </summary>
internal static class Repulsion
{
    private const int Lanes = 16;

    // Vertices in the same place do not push each other, as no direction leads away; nor does a vertex itself.
    private const float Nearest = 1e-6f;

    /// <summary>The number of vertices, rounded up to whole vectors: the length of the arrays.</summary>
    public static int Padded(int vertices)
    {
        return (vertices + Lanes - 1) / Lanes * Lanes;
    }

    /// <summary>Finds the sum for each vertex.</summary>
    /// <param name="vertices">The number of vertices.</param>
    /// <param name="x">Their places, padded as are all the arrays.</param>
    /// <param name="y">The other coordinate.</param>
    /// <param name="mass">Their masses.</param>
    /// <param name="sumX">Receives the sums.</param>
    /// <param name="sumY">The other coordinate.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(int vertices, float[] x, float[] y, float[] mass, float[] sumX, float[] sumY)
    {
        for (int v = 0; v < vertices; v += Lanes)
        {
            Vector512<float> ownX = Vector512.Create(x, v), ownY = Vector512.Create(y, v);
            Vector512<float> totalX = Vector512<float>.Zero, totalY = Vector512<float>.Zero;
            for (int u = 0; u < vertices; u++)
            {
                Vector512<float> awayX = ownX - Vector512.Create(x[u]), awayY = ownY - Vector512.Create(y[u]);
                Vector512<float> squared = Vector512.Max(awayX * awayX + awayY * awayY, Vector512.Create(Nearest));
                Vector512<float> push = Vector512.Create(mass[u]) / squared;
                totalX += push * awayX;
                totalY += push * awayY;
            }
            totalX.CopyTo(sumX, v);
            totalY.CopyTo(sumY, v);
        }
    }
}
