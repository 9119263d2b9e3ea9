using Coterie.Graphs;

namespace Coterie.Tests.Layout;

/// <summary>ForceAtlas2 as its paper defines it, in double precision, pair by pair.</summary>
/// <param name="graph">The graph.</param>
/// <param name="places">Where the vertices are; moved.</param>
internal sealed class ForceAtlas2Definition(WeightedGraph graph, (double X, double Y)[] places)
{
    private readonly double[] mass = [.. places.Select((_, v) => 1.0 + graph.Neighbours(v).Length)];
    private readonly double mean = graph.EdgeCount == 0 ? 1 : graph.TotalWeight / graph.EdgeCount;
    private (double X, double Y)[] before = new (double, double)[places.Length];
    private double global = 1;

    public void Iterate()
    {
        (double X, double Y)[] force = [.. places.Select((_, v) => ForceOn(v))];
        double[] swing = [.. force.Select((f, v) => Length(f.X - before[v].X, f.Y - before[v].Y))];
        double[] traction = [.. force.Select((f, v) => Length(f.X + before[v].X, f.Y + before[v].Y) / 2)];
        double whole = swing.Zip(mass, (s, m) => s * m).Sum(), wholeTraction = traction.Zip(mass, (t, m) => t * m).Sum();
        global = Math.Min(wholeTraction / whole, 1.5 * global);
        for (int v = 0; v < places.Length; v++)
        {
            double length = Length(force[v].X, force[v].Y);
            double speed = Math.Min(0.1 * global / (1 + global * Math.Sqrt(swing[v])), 10 / length);
            places[v] = (places[v].X + speed * force[v].X, places[v].Y + speed * force[v].Y);
        }
        before = force;
    }

    private (double X, double Y) ForceOn(int v)
    {
        double fromOrigin = Length(places[v].X, places[v].Y);
        double x = -mass[v] * places[v].X / fromOrigin, y = -mass[v] * places[v].Y / fromOrigin;
        for (int u = 0; u < places.Length; u++)
        {
            if (u == v) continue;
            double awayX = places[v].X - places[u].X, awayY = places[v].Y - places[u].Y, distance = Length(awayX, awayY);
            double push = 2 * mass[v] * mass[u] / distance, pull = graph.Weight(v, u) / mean * distance;
            x += (push - pull) * awayX / distance;
            y += (push - pull) * awayY / distance;
        }
        return (x, y);
    }

    private static double Length(double x, double y)
    {
        return Math.Sqrt(x * x + y * y);
    }
}
