using Coterie.Graphs;
using Coterie.Patterns;

namespace Coterie.Bench.Kernels.Twins;

/// <summary>Modularity by its equations: a sum over every pair of vertices and every community that both belong to.</summary>
internal static class DenseModularity
{
    public static double[] Of(ActivationPatternGraph pattern, Partition halves)
    {
        int n = pattern.Graph.VertexCount;
        double[,] weighted = new double[n, n];
        double[,] ones = new double[n, n];
        foreach (Edge edge in pattern.Graph.Edges())
        {
            weighted[edge.Source, edge.Target] = weighted[edge.Target, edge.Source] = edge.Weight;
            ones[edge.Source, edge.Target] = ones[edge.Target, edge.Source] = 1;
        }
        double[,] equal = new double[pattern.Cover.Count, n];
        for (int c = 0; c < pattern.Cover.Count; c++)
        {
            foreach (int v in pattern.Cover[c]) equal[c, v] = 1.0 / pattern.Cover.Memberships[v];
        }
        return
        [
            Sum(weighted, Whole(halves)),
            Sum(ones, Whole(pattern.ClassPartition)),
            Sum(ones, equal),
            Sum(weighted, ByWeight(weighted, equal)),
        ];
    }

    private static double Sum(double[,] adjacency, double[,] belonging)
    {
        int n = adjacency.GetLength(0);
        double[] strengths = new double[n];
        double twice = 0;
        for (int v = 0; v < n; v++)
        {
            for (int w = 0; w < n; w++) strengths[v] += adjacency[v, w];
            twice += strengths[v];
        }
        double sum = 0;
        for (int c = 0; c < belonging.GetLength(0); c++)
        {
            for (int v = 0; v < n; v++)
            {
                if (belonging[c, v] == 0) continue;
                for (int w = 0; w < n; w++)
                {
                    sum += belonging[c, v] * belonging[c, w] * (adjacency[v, w] - strengths[v] * strengths[w] / twice);
                }
            }
        }
        return sum / twice;
    }

    private static double[,] Whole(Partition partition)
    {
        double[,] belonging = new double[partition.Count, partition.VertexCount];
        for (int v = 0; v < partition.VertexCount; v++) belonging[partition.Membership[v], v] = 1;
        return belonging;
    }

    private static double[,] ByWeight(double[,] adjacency, double[,] members)
    {
        int n = adjacency.GetLength(0);
        double[,] into = new double[members.GetLength(0), n];
        double[] totals = new double[n];
        for (int c = 0; c < members.GetLength(0); c++)
        {
            for (int v = 0; v < n; v++)
            {
                if (members[c, v] == 0) continue;
                for (int w = 0; w < n; w++) into[c, v] += members[c, w] > 0 ? adjacency[v, w] : 0;
                totals[v] += into[c, v];
            }
        }
        for (int c = 0; c < members.GetLength(0); c++)
        {
            for (int v = 0; v < n; v++) into[c, v] = totals[v] > 0 ? into[c, v] / totals[v] : 0;
        }
        return into;
    }
}
