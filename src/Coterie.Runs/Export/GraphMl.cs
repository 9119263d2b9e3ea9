using System.Xml;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Export;

/// <summary>
/// The GraphML export: a file for each layer and snapshot, with the vertices, edges and weights of its pattern graph, the classes of each
/// vertex, and its community by each method. http://graphml.graphdrawing.org/specification.html
/// </summary>
internal static class GraphMl
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Name, string Type)[] OfGraph =
        [("layer", "string"), ("snapshot", "int"), ("epoch", "double"), ("step", "long")];

    public static IEnumerable<ExportFile> Files(ExportedRun run)
    {
        IReadOnlyDictionary<string, string> names = LayerFileNames.Of(run.Snapshots[^1].Layers.Select(layer => layer.Name));
        return from snapshot in run.Chosen ?? [run.Snapshots[^1]]
               from layer in run.Layers
               select new ExportFile(
                   $"{names[layer]}-{snapshot.Number:0000}.graphml",
                   stream => Write(stream, LayerGraph.Of(run, snapshot, layer), layer, snapshot, run.ClassNames));
    }

    /// <summary>Writes the graph of a layer.</summary>
    /// <param name="stream">Receives the document.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="classNames">The classes' names; null where not known.</param>
    public static void Write(Stream stream, LayerGraph graph, string layer, Snapshot snapshot, IReadOnlyList<string>? classNames)
    {
        string[] methods = [.. graph.Vertices.SelectMany(vertex => vertex.Communities.Keys).Distinct(StringComparer.Ordinal)];
        bool isPlaced = graph.Vertices.Any(vertex => vertex.Position is not null);
        XmlFile.Write(stream, xml =>
        {
            xml.WriteStartElement("graphml", Namespace);
            foreach ((string name, string type) in OfGraph) Key(xml, "graph", name, type);
            Key(xml, "node", "neuron", "int");
            Key(xml, "node", "class", "int");
            if (classNames is not null) Key(xml, "node", "class_name", "string");
            Key(xml, "node", "classes", "string");
            Key(xml, "node", "community", "string");
            foreach (string method in methods) Key(xml, "node", method, "int");
            if (isPlaced) Key(xml, "node", "x", "double");
            if (isPlaced) Key(xml, "node", "y", "double");
            Key(xml, "edge", "weight", "double");

            xml.WriteStartElement("graph");
            xml.WriteAttributeString("id", "G");
            xml.WriteAttributeString("edgedefault", "undirected");
            Data(xml, "graph", "layer", XmlFile.Text(layer));
            Data(xml, "graph", "snapshot", $"{snapshot.Number}");
            Data(xml, "graph", "epoch", XmlFile.Number(snapshot.Epoch));
            if (snapshot.Step is { } step) Data(xml, "graph", "step", $"{step}");
            foreach (GraphVertex vertex in graph.Vertices) Vertex(xml, vertex, classNames);
            foreach (EdgeRow edge in graph.Edges)
            {
                xml.WriteStartElement("edge");
                xml.WriteAttributeString("source", $"{edge.Source}");
                xml.WriteAttributeString("target", $"{edge.Target}");
                Data(xml, "edge", "weight", XmlFile.Number(edge.Weight));
                xml.WriteEndElement();
            }
        });
    }

    private static void Vertex(XmlWriter xml, GraphVertex vertex, IReadOnlyList<string>? classNames)
    {
        xml.WriteStartElement("node");
        xml.WriteAttributeString("id", $"{vertex.Neuron}");
        Data(xml, "node", "neuron", $"{vertex.Neuron}");
        Data(xml, "node", "class", $"{vertex.Class}");
        if (vertex.Class < classNames?.Count) Data(xml, "node", "class_name", XmlFile.Text(classNames[vertex.Class]));
        Data(xml, "node", "classes", XmlFile.List(vertex.Classes));
        if (vertex.Community is { } name) Data(xml, "node", "community", name);
        foreach ((string method, int community) in vertex.Communities) Data(xml, "node", method, $"{community}");
        if (vertex.Position is { } at)
        {
            Data(xml, "node", "x", XmlFile.Number(at.X));
            Data(xml, "node", "y", XmlFile.Number(at.Y));
        }
        xml.WriteEndElement();
    }

    private static void Key(XmlWriter xml, string domain, string name, string type)
    {
        xml.WriteStartElement("key");
        xml.WriteAttributeString("id", $"{domain}.{name}");
        xml.WriteAttributeString("for", domain);
        xml.WriteAttributeString("attr.name", name);
        xml.WriteAttributeString("attr.type", type);
        xml.WriteEndElement();
    }

    private static void Data(XmlWriter xml, string domain, string name, string value)
    {
        xml.WriteStartElement("data");
        xml.WriteAttributeString("key", $"{domain}.{name}");
        xml.WriteString(value);
        xml.WriteEndElement();
    }
}
