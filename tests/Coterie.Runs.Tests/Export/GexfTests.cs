using System.Globalization;
using System.Xml.Linq;
using Coterie.Layout;
using Coterie.Runs.Export;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;
using CsCheck;

namespace Coterie.Runs.Tests.Export;

public class GexfTests
{
    private static readonly XNamespace Gexf13 = "http://gexf.net/1.3", Viz = "http://gexf.net/1.3/viz";

    // What the schema of GEXF 1.3 allows in each element, of what is written here.
    private static readonly Dictionary<string, (string Children, string Attributes)> Schema = new(StringComparer.Ordinal)
    {
        ["gexf"] = ("meta graph", "version"),
        ["meta"] = ("creator keywords description", "lastmodifieddate"),
        ["creator"] = ("", ""),
        ["description"] = ("", ""),
        ["graph"] = ("attributes nodes edges", "timeformat start end mode timerepresentation timezone defaultedgetype idtype"),
        ["attributes"] = ("attribute", "class mode"),
        ["attribute"] = ("default options", "id title type"),
        ["nodes"] = ("node", "count"),
        ["edges"] = ("edge", "count"),
        ["node"] = ("spells attvalues position", "id label"),
        ["edge"] = ("spells attvalues", "id source target label weight type kind"),
        ["spells"] = ("spell", ""),
        ["spell"] = ("", "start end"),
        ["attvalues"] = ("attvalue", ""),
        ["attvalue"] = ("", "for value start end"),
        ["position"] = ("", "x y z"),
    };

    [Fact]
    public void The_files_keep_the_rules_of_the_schema()
    {
        using TemporaryFolder folder = new();
        IReadOnlyList<string> files = ExportSample.Write("gexf", folder.Path);
        Assert.Equal([folder["layer1.gexf"], folder["layer2.gexf"]], files, StringComparer.Ordinal);
        foreach (string file in files) RequireSound(XDocument.Load(file));
    }

    [Fact]
    public void The_graph_of_each_snapshot_is_in_the_history()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("gexf", folder.Path);
        foreach (string layer in ExportSample.Run.Layers)
        {
            XElement root = XDocument.Load(folder[$"{layer}.gexf"]).Root!;
            foreach (Snapshot snapshot in ExportSample.Run.Snapshots)
            {
                LayerGraph graph = LayerGraph.Of(ExportSample.Run, snapshot, layer);
                double within = snapshot.Epoch + 0.5;
                XElement[] nodes = [.. root.Descendants(Gexf13 + "node").Where(node => IsThere(node, within))];
                Assert.Equal(graph.Vertices.Select(v => v.Neuron), nodes.Select(node => (int)node.Attribute("id")!));
                Same("leiden", vertex => $"{vertex.Communities["leiden"]}");
                Same("community", vertex => vertex.Community);
                Same("classes", vertex => string.Join(' ', vertex.Classes));
                Assert.Equal(
                    graph.Edges.OrderBy(edge => (edge.Source, edge.Target)).Select(edge => (edge.Source, edge.Target, edge.Weight)),
                    root.Descendants(Gexf13 + "edge").Where(edge => IsThere(edge, within)).Select(edge => (
                        (int)edge.Attribute("source")!,
                        (int)edge.Attribute("target")!,
                        double.Parse(ValueAt(edge, "weight", within)!, CultureInfo.InvariantCulture))));

                void Same(string attribute, Func<GraphVertex, string?> value) => Assert.Equal(
                    graph.Vertices.Select(value), nodes.Select(node => ValueAt(node, attribute, within)), StringComparer.Ordinal);
            }
        }
    }

    [Fact]
    public void Positions_are_written_where_a_run_has_them()
    {
        GraphVertex placed = new(3, 0, [0], new Dictionary<string, int>(StringComparer.Ordinal)) { Position = new(0.5f, -2) };
        GraphVertex other = new(4, 0, [0], new Dictionary<string, int>(StringComparer.Ordinal));
        LayerGraph graph = new([placed, other], [new EdgeRow { Source = 3, Target = 4, Weight = 1 }]);
        using MemoryStream stream = new();
        Gexf.Write(stream, "layer\u0001 <&>", [graph], SnapshotTimes.Of([1], "run.json"), ["ring"]);
        stream.Position = 0;
        XDocument document = XDocument.Load(stream);
        RequireSound(document);
        XElement position = Assert.Single(document.Descendants(Viz + "position"));
        Assert.Equal(("3", "0.5", "-2"), (Text(position.Parent!, "id"), Text(position, "x"), Text(position, "y")));
        Assert.Equal(("1", "2"), (Text(document.Root!.Element(Gexf13 + "graph")!, "start"), Text(Graph(document), "end")));
    }

    [Fact]
    public void Neurons_have_their_last_place_also_in_runs_of_earlier_versions()
    {
        using TemporaryFolder folder = new();
        ExportSample.Write("gexf", folder.Path);
        RunPositions positions = new(ExportSample.Reader);
        XElement root = XDocument.Load(folder["layer1.gexf"]).Root!;
        IReadOnlyDictionary<int, Position> last = positions.Of(ExportSample.Reader.Manifest.Snapshots[^1], "layer1");
        Assert.Equal(root.Descendants(Gexf13 + "node").Count(), root.Descendants(Viz + "position").Count());
        Assert.NotEmpty(last);
        foreach ((int neuron, Position place) in last)
        {
            XElement node = root.Descendants(Gexf13 + "node").Single(node => Text(node, "id") == $"{neuron}");
            Assert.Equal(((double)place.X, (double)place.Y), ((double)At(node, "x"), (double)At(node, "y")));
        }

        static XAttribute At(XElement node, string axis) => node.Element(Viz + "position")!.Attribute(axis)!;
    }

    [Fact]
    public void Epochs_that_do_not_ascend_are_refused()
    {
        InputException refused = Assert.Throws<InputException>(() => SnapshotTimes.Of([0, 1, 1], "run.json"));
        Assert.Equal("run.json: found a snapshot of epoch 1 after epoch 1, expected a later one", refused.Message);
    }

    [Fact]
    public void Equal_values_of_neighbours_are_joined_and_none_is_lost()
    {
        Gen.Int[0, 2].Array[1, 20].Sample(values =>
        {
            SnapshotTimes times = SnapshotTimes.Of([.. values.Select((_, k) => k * 0.5)], "run.json");
            (double Start, double End, int Value)[] runs = [.. times.Runs(values)];
            Assert.Equal(values, values.Select((_, k) => runs.Single(run => run.Start <= k * 0.5 && k * 0.5 < run.End).Value));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(
                pair.First.End == pair.Second.Start && pair.First.Value != pair.Second.Value));
        });
    }

    private static HashSet<string> IdsOf(IEnumerable<XElement> elements) =>
        elements.Select(element => Text(element, "id")).ToHashSet(StringComparer.Ordinal);

    private static string Names(XElement parent) => string.Join(' ', parent.Elements().Select(e => e.Name.LocalName));

    private static XElement Graph(XDocument document) => document.Root!.Element(Gexf13 + "graph")!;

    private static string Text(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    private static bool IsThere(XElement element, double time) =>
        element.Element(Gexf13 + "spells")!.Elements().Any(spell => Covers(spell, time));

    private static string? ValueAt(XElement element, string attribute, double time) =>
        element.Element(Gexf13 + "attvalues")!.Elements()
            .SingleOrDefault(value => Text(value, "for") == attribute && Covers(value, time))?.Attribute("value")!.Value;

    private static bool Covers(XElement span, double time) =>
        (double)span.Attribute("start")! <= time && time <= (double)span.Attribute("end")!;

    private static void RequireSound(XDocument document)
    {
        XElement root = document.Root!;
        Assert.Equal((Gexf13 + "gexf", "1.3"), (root.Name, Text(root, "version")));
        foreach (XElement element in root.DescendantsAndSelf())
        {
            Assert.Equal(element.Name.LocalName == "position" ? Viz : Gexf13, element.Name.Namespace);
            (string children, string attributes) = Schema[element.Name.LocalName];
            Assert.All(element.Elements(), child => Assert.Contains(child.Name.LocalName, children.Split(' '), StringComparer.Ordinal));
            Assert.All(
                element.Attributes().Where(a => !a.IsNamespaceDeclaration),
                a => Assert.Contains(a.Name.LocalName, attributes.Split(' '), StringComparer.Ordinal));
        }
        // Elements whose order counts.
        Assert.Equal("meta graph", Names(root));
        Assert.Equal("attributes attributes nodes edges", Names(Graph(document)));
        string[] allowed = ["integer", "long", "double", "float", "boolean", "string"];
        Dictionary<string, HashSet<string>> declared = new(StringComparer.Ordinal);
        foreach (XElement attributes in Graph(document).Elements(Gexf13 + "attributes"))
        {
            Assert.Equal("dynamic", Text(attributes, "mode"));
            Assert.All(attributes.Elements(), attribute => Assert.Contains(Text(attribute, "type"), allowed, StringComparer.Ordinal));
            declared.Add(Text(attributes, "class"), IdsOf(attributes.Elements()));
        }
        double start = (double)Graph(document).Attribute("start")!, end = (double)Graph(document).Attribute("end")!;
        HashSet<string> nodes = IdsOf(root.Descendants(Gexf13 + "node"));
        foreach (XElement element in root.Descendants().Where(e => e.Name.LocalName is "node" or "edge"))
        {
            Assert.NotEmpty(element.Element(Gexf13 + "spells")!.Elements());
            bool isEdge = element.Name.LocalName == "edge";
            Assert.True(!isEdge || (nodes.Contains(Text(element, "source")) && nodes.Contains(Text(element, "target"))));
            Ascend(element.Element(Gexf13 + "spells")!.Elements());
            ILookup<string, XElement> values = element.Element(Gexf13 + "attvalues")!.Elements()
                .ToLookup(value => Text(value, "for"), StringComparer.Ordinal);
            foreach (IGrouping<string, XElement> spans in values)
            {
                Assert.Contains(spans.Key, declared[element.Name.LocalName]);
                Ascend(spans);
            }
        }
        Assert.Equal(nodes.Count, root.Descendants(Gexf13 + "node").Count());

        // Spans may touch, and never overlap.
        void Ascend(IEnumerable<XElement> spans)
        {
            double last = start;
            foreach (XElement span in spans)
            {
                double from = (double)span.Attribute("start")!, to = (double)span.Attribute("end")!;
                Assert.True(last <= from && from < to && to <= end);
                last = to;
            }
        }
    }
}
