namespace Coterie.Bench.Kernels.Twins;

/// <summary>The repulsion between the vertices of a layout, pair by pair.</summary>
internal static class ScalarRepulsion
{
    public static void Find(float[] x, float[] y, float[] mass, float[] sumX, float[] sumY)
    {
        for (int v = 0; v < x.Length; v++)
        {
            float totalX = 0, totalY = 0;
            for (int u = 0; u < x.Length; u++)
            {
                if (u == v) continue;
                float awayX = x[v] - x[u], awayY = y[v] - y[u];
                float push = mass[u] / (awayX * awayX + awayY * awayY);
                totalX += push * awayX;
                totalY += push * awayY;
            }
            (sumX[v], sumY[v]) = (totalX, totalY);
        }
    }
}
