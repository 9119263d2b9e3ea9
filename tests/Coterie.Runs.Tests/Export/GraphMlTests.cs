using System.Globalization;
using System.Xml.Linq;
using Coterie.Runs.Export;
using Coterie.Runs.Tables;
using CsCheck;

namespace Coterie.Runs.Tests.Export;

public class GraphMlTests
{
    private const string ReadAndPrint =
        """
        import sys, networkx, igraph
        for path in sys.argv[1:]:
            with_names = networkx.read_graphml(path, node_type=int)
            assert not with_names.is_directed() and not with_names.is_multigraph()
            from_igraph = igraph.Graph.Read_GraphML(path)
            assert not from_igraph.is_directed()
            ids = [int(v["id"]) for v in from_igraph.vs]
            edges = sorted((min(u, v), max(u, v), d["weight"]) for u, v, d in with_names.edges(data=True))
            assert edges == sorted((min(ids[e.source], ids[e.target]), max(ids[e.source], ids[e.target]), e["weight"])
                                   for e in from_igraph.es)
            assert sorted(with_names) == sorted(ids)
            for v in from_igraph.vs:
                node = with_names.nodes[int(v["id"])]
                for name in ("neuron", "class", "louvain", "classes"):
                    assert node[name] == v[name], (name, node[name], v[name])
            print(with_names.graph["layer"], with_names.graph["snapshot"], with_names.graph["epoch"])
            for node in sorted(with_names):
                data = with_names.nodes[node]
                print("v", node, data["class"], data["class_name"], data["classes"], data["louvain"])
            for edge in edges: print("e", *edge)
        """;

    [Fact]
    public void NetworkX_and_igraph_read_the_same_vertices_edges_and_weights()
    {
        using TemporaryFolder folder = new();
        ExportedRun run = new(ExportSample.Reader, ExportSample.Run.Results) { Chosen = ExportSample.Run.Snapshots };
        IReadOnlyList<string> files = ExportSample.Write("graphml", folder.Path, run);
        Assert.Equal(
            "layer1-0001.graphml layer2-0001.graphml layer1-0002.graphml layer2-0002.graphml",
            string.Join(' ', files.Select(file => Path.GetFileName(file))));

        string[] read = Python.Run("networkx, igraph", ReadAndPrint, [.. files]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        List<string> expected = [];
        foreach (Snapshot snapshot in run.Snapshots)
        {
            foreach (string layer in run.Layers)
            {
                LayerGraph graph = LayerGraph.Of(run, snapshot, layer);
                expected.Add($"{layer} {snapshot.Number} {snapshot.Epoch:0.0}");
                expected.AddRange(graph.Vertices.Select(v =>
                    $"v {v.Neuron} {v.Class} {run.ClassNames![v.Class]} {string.Join(' ', v.Classes)} {v.Communities["louvain"]}"));
                expected.AddRange(graph.Edges.OrderBy(edge => (edge.Source, edge.Target))
                    .Select(edge => $"e {edge.Source} {edge.Target} {edge.Weight:R}"));
            }
        }
        Assert.Equal([.. expected], read);
    }

    [Fact]
    public void Only_the_last_snapshot_is_written_where_none_is_chosen()
    {
        using TemporaryFolder folder = new();
        ExportedRun run = new(ExportSample.Reader, ExportSample.Run.Results) { Layers = ["layer2"] };
        Assert.Equal(folder["graph.graphml"], Assert.Single(ExportSample.Write("graphml", folder["graph.graphml"], run)));
        XElement graph = XDocument.Load(folder["graph.graphml"]).Root!.Elements().Single(e => e.Name.LocalName == "graph");
        Assert.Equal("layer2 2 2 2", string.Join(' ', graph.Elements().Where(e => e.Name.LocalName == "data").Select(e => e.Value)));
    }

    [Fact]
    public void Any_graph_and_any_names_come_back()
    {
        Gen<(int Source, int Target, double Weight)> edge = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Double)
            .Where(e => e.Item1 < e.Item2 && double.IsFinite(e.Item3));
        Gen.Select(edge.Array[0, 30], Gen.String, Gen.String).Sample((edges, layer, className) =>
        {
            EdgeRow[] rows =
            [
                .. edges.DistinctBy(e => (e.Source, e.Target))
                    .Select(e => new EdgeRow { Source = e.Source, Target = e.Target, Weight = e.Weight }),
            ];
            GraphVertex[] vertices =
            [
                .. Enumerable.Range(0, 12).Select(
                    q => new GraphVertex(q, q % 2, [q % 2], new Dictionary<string, int>(StringComparer.Ordinal))),
            ];
            using MemoryStream stream = new();
            GraphMl.Write(stream, new LayerGraph(vertices, rows), layer, ExportSample.Run.Snapshots[0], [className, "other"]);
            stream.Position = 0;

            XElement graph = XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "graph");
            Assert.Equal(rows, graph.Elements().Where(e => e.Name.LocalName == "edge").Select(e => new EdgeRow
            {
                Source = (int)e.Attribute("source")!,
                Target = (int)e.Attribute("target")!,
                Weight = double.Parse(Data(e, "edge.weight"), CultureInfo.InvariantCulture),
            }));
            XElement[] nodes = [.. graph.Elements().Where(e => e.Name.LocalName == "node")];
            Assert.Equal(Enumerable.Range(0, 12), nodes.Select(e => (int)e.Attribute("id")!));
            Assert.Equal("other", Data(nodes[1], "node.class_name"));
        });
    }

    private static string Data(XElement element, string key) =>
        element.Elements().Single(e => (string?)e.Attribute("key") == key).Value;
}
