using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coterie.Layout;

/// <summary>Repulsion of each pair by itself.</summary>
/// <param name="vertices">How many vertices.</param>
internal sealed class EachPair(int vertices) : Repulsion
{
    private float[] x = [];
    private float[] y = [];
    private float[] mass = [];

    /// <inheritdoc/>
    public override void Begin(float[] x, float[] y, float[] mass)
    {
        (this.x, this.y, this.mass) = (x, y, mass);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Find(int from, int until, float[] sumX, float[] sumY)
    {
        for (int v = from; v < until; v += Lanes)
        {
            Vector512<float> ownX = Vector512.Create(x, v), ownY = Vector512.Create(y, v);
            Vector512<float> totalX = Vector512<float>.Zero, totalY = Vector512<float>.Zero;
            for (int u = 0; u < vertices; u++) Add(ownX, ownY, x[u], y[u], mass[u], ref totalX, ref totalY);
            totalX.CopyTo(sumX, v);
            totalY.CopyTo(sumY, v);
        }
    }
}
