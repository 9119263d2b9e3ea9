using Coterie.Layout;

namespace Coterie.Tests.Layout;

/// <summary>Repulsion by the tree against each pair's.</summary>
public class QuadTreeTests
{
    public static TheoryData<int, string> Places
    {
        get
        {
            TheoryData<int, string> places = [];
            foreach (int vertices in (int[])[1, 15, 16, 17, 100, 1000, 3001])
            {
                foreach (string shape in (string[])["square", "clusters", "line", "one place", "two places", "far"]) places.Add(vertices, shape);
            }
            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void It_is_nearly_that_of_each_pair(int vertices, string shape)
    {
        Random random = new(vertices);
        int padded = Repulsion.Padded(vertices);
        float[] x = new float[padded], y = new float[padded], mass = new float[padded];
        for (int v = 0; v < vertices; v++)
        {
            float a = random.NextSingle() - 0.5f, b = random.NextSingle() - 0.5f;
            (x[v], y[v]) = shape switch
            {
                "square" => (100 * a, 100 * b),
                "clusters" => (a + 50 * (v % 7), b + 30 * (v % 5)),
                "line" => (100 * a, 3),
                "one place" => (1, 2),
                "two places" => (v % 2, 7),
                _ => (a * MathF.Exp(20 * b), b * MathF.Exp(20 * a)),
            };
            mass[v] = 1 + random.Next(50);
        }
        (float[] ofPairsX, float[] ofPairsY) = Sums(new EachPair(vertices));
        (float[] ofTreeX, float[] ofTreeY) = Sums(new QuadTree(vertices));

        double error = 0, all = 0;
        for (int v = 0; v < vertices; v++)
        {
            error += Math.Pow(ofTreeX[v] - ofPairsX[v], 2) + Math.Pow(ofTreeY[v] - ofPairsY[v], 2);
            all += Math.Pow(ofPairsX[v], 2) + Math.Pow(ofPairsY[v], 2);
        }
        Assert.True(double.IsFinite(all));
        Assert.True(error <= 0.03 * 0.03 * all, $"off by {Math.Sqrt(error / all)}");

        // In two parts, as threads would.
        (float[] X, float[] Y) Sums(Repulsion repulsion)
        {
            float[] sumX = new float[padded], sumY = new float[padded];
            int half = Repulsion.Padded(padded / 2);
            // Twice, as from one iteration to the next.
            for (int turn = 0; turn < 2; turn++)
            {
                repulsion.Begin(x, y, mass);
                repulsion.Find(half, padded, sumX, sumY);
                repulsion.Find(0, half, sumX, sumY);
            }
            return (sumX, sumY);
        }
    }
}
