using Coterie.Communities;
using Coterie.Entropy;
using Coterie.Graphs;
using Coterie.Patterns;
using Coterie.Tests.Shared;

namespace Coterie.Data.Tests.Oracles;

/// <summary>Compares the analysis of real activations with the results of NumPy, NetworkX and igraph (<c>activations.py</c>).</summary>
public class ActivationDumpOracleTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Dumps => ["activations-epoch-01.npz", "activations-epoch-06.npz"];

    [Theory]
    [MemberData(nameof(Dumps))]
    public void The_pattern_graph_follows_the_definitions(string dump)
    {
        foreach ((LayerAnalysis found, ExpectedLayer expected) in Analyze(dump))
        {
            ActivationPatternGraph pattern = found.Pattern;
            WeightedGraph graph = pattern.Graph;
            for (int i = 0; i < expected.Representatives.Length; i++)
            {
                Assert.Equal(expected.Representatives[i], pattern.Representatives[i]);
            }
            Assert.Equal(expected.Intersections, pattern.Representatives.Intersections());
            Assert.Equal(expected.Overlap, pattern.Representatives.ExclusiveOverlap());
            Assert.Equal(expected.Vertices, pattern.Neurons);
            Assert.Equal(expected.Edges, graph.EdgeCount);
            Near(expected.TotalWeight, graph.TotalWeight);
            for (int v = 0; v < graph.VertexCount; v++)
            {
                Assert.Equal(expected.Degrees[v], graph.Neighbours(v).Length);
                Near(expected.Strengths[v], graph.Strengths[v]);
                double placed = 0;
                for (int k = 0; k < graph.Neighbours(v).Length; k++) placed += graph.Weights(v)[k] * (graph.Neighbours(v)[k] + 1);
                Near(expected.PlacedStrengths[v], placed);
            }
            Edge[] edges = [.. graph.Edges()];
            for (int k = 0; k < expected.EveryNinetySeventhEdge.Length; k++)
            {
                double[] edge = expected.EveryNinetySeventhEdge[k];
                Assert.Equal((edge[0], edge[1]), (edges[97 * k].Source, edges[97 * k].Target));
                Near(edge[2], edges[97 * k].Weight);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Dumps))]
    public void The_modularities_follow_the_equations(string dump)
    {
        foreach ((LayerAnalysis found, ExpectedLayer expected) in Analyze(dump))
        {
            Near(expected.Modularity.NoOverlap, PatternModularity.NoOverlap(found.Pattern)!.Value);
            Near(expected.Modularity.UnweightedOverlap, PatternModularity.UnweightedOverlap(found.Pattern)!.Value);
            Near(expected.Modularity.WeightedOverlap, PatternModularity.WeightedOverlap(found.Pattern)!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Dumps))]
    public void Communities_are_as_good_as_those_of_igraph_and_NetworkX(string dump)
    {
        foreach ((LayerAnalysis found, ExpectedLayer expected) in Analyze(dump))
        {
            AtLeast(expected.Communities.Louvain, 0.005, found.CommunitiesOf<Louvain>().Quality!.Value);
            AtLeast(expected.Communities.Leiden, 0.005, found.CommunitiesOf<Leiden>().Quality!.Value);
            AtLeast(expected.Communities.Klb, 0.02, found.CommunitiesOf<KernighanLinBisection>().Quality!.Value);
        }

        static void AtLeast(double expected, double less, double found)
        {
            Assert.True(found >= expected - less * Math.Abs(expected), $"{found} is less than {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Dumps))]
    public void The_entropies_are_those_of_NumPy(string dump)
    {
        foreach ((LayerAnalysis found, ExpectedLayer expected) in Analyze(dump))
        {
            Near(expected.Entropy, found.Entropy.Layer);
            for (int q = 0; q < expected.NeuronEntropies.Length; q++) Near(expected.NeuronEntropies[q], found.Entropy.Neurons[q]);
            for (int i = 0; i < expected.ClassEntropies.Length; i++) Near(expected.ClassEntropies[i], found.Entropy.Classes[i]);
        }
    }

    private static IEnumerable<(LayerAnalysis Found, ExpectedLayer Expected)> Analyze(string dump)
    {
        DumpActivations source = new(SharedData.Require($"models/mlp/{dump}"));
        AnalysisSettings settings = new() { Top = 50, Bins = 50, Gamma = 2 };
        SnapshotAnalysis analysis = new SnapshotAnalyzer(settings).Analyze(source, TestContext.Current.CancellationToken);
        Dictionary<string, ExpectedLayer> expected = ExpectedLayer.Of(dump);
        IEnumerable<string> names = analysis.Layers.Select(layer => layer.Layer.Name);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        return analysis.Layers.Select(layer => (layer, expected[layer.Layer.Name]));
    }

    private static void Near(double[] expected, Entropies found)
    {
        Near(expected[0], found.Nonzero);
        Near(expected[1], found.All);
        Near(expected[2], found.Share);
        Near(expected[3], found.Common);
    }

    private static void Near(double expected, double found)
    {
        Assert.True(Math.Abs(found - expected) <= Tolerance * Math.Abs(expected), $"{found:R} is not {expected:R}");
    }
}
