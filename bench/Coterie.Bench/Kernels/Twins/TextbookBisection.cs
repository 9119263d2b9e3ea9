namespace Coterie.Bench.Kernels.Twins;

/// <summary>Kernighan and Lin's passes as published: each swap is the best of all remaining pairs, which are tried one by one.</summary>
internal static class TextbookBisection
{
    public static bool[] Find(double[,] weights, int seed)
    {
        int n = weights.GetLength(0) / 2 * 2;
        int[] order = [.. Enumerable.Range(0, n)];
        new Random(seed).Shuffle(order);
        bool[] right = new bool[n];
        for (int k = n / 2; k < n; k++) right[order[k]] = true;
        while (Pass(weights, right)) { }
        return right;
    }

    private static bool Pass(double[,] weights, bool[] right)
    {
        int n = right.Length;
        double[] difference = new double[n];
        for (int v = 0; v < n; v++)
        {
            for (int w = 0; w < n; w++) difference[v] += right[v] == right[w] ? -weights[v, w] : weights[v, w];
        }
        bool[] locked = new bool[n];
        List<(int Left, int Right)> swaps = [];
        double gain = 0;
        (double Gain, int Count) best = (1e-9, 0);
        for (int step = 0; step < n / 2; step++)
        {
            (double Gain, int Left, int Right) pair = (double.NegativeInfinity, 0, 0);
            for (int a = 0; a < n; a++)
            {
                if (locked[a] || right[a]) continue;
                for (int b = 0; b < n; b++)
                {
                    if (locked[b] || !right[b]) continue;
                    double swap = difference[a] + difference[b] - 2 * weights[a, b];
                    if (swap > pair.Gain) pair = (swap, a, b);
                }
            }
            locked[pair.Left] = locked[pair.Right] = true;
            swaps.Add((pair.Left, pair.Right));
            for (int v = 0; v < n; v++)
            {
                double change = 2 * (weights[v, pair.Left] - weights[v, pair.Right]);
                difference[v] += right[v] ? -change : change;
            }
            gain += pair.Gain;
            if (gain > best.Gain) best = (gain, swaps.Count);
        }
        foreach ((int left, int other) in swaps.Take(best.Count)) (right[left], right[other]) = (true, false);
        return best.Count > 0;
    }
}
