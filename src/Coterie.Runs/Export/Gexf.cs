using System.Xml;
using Coterie.Runs.Folder;
using Coterie.Runs.Tables;

namespace Coterie.Runs.Export;

/// <summary>
/// The GEXF export: a file for each layer with its whole history. A neuron and an edge are there in the snapshots whose pattern graph has
/// them, and their classes, communities and weights change with time. https://gexf.net/schema.html, version 1.3
/// </summary>
internal static class Gexf
{
    private const string Namespace = "http://gexf.net/1.3", Viz = "http://gexf.net/1.3/viz";

    // Gephi takes the attribute of this id for the weight of edges.
    private const string Weight = "weight";

    public static IEnumerable<ExportFile> Files(ExportedRun run)
    {
        IReadOnlyDictionary<string, string> names = LayerFileNames.Of(run.Snapshots[^1].Layers.Select(layer => layer.Name));
        IReadOnlyList<Snapshot> snapshots = run.Chosen ?? run.Snapshots;
        SnapshotTimes times = SnapshotTimes.Of([.. snapshots.Select(s => s.Epoch)], Path.Combine(run.Reader.Path, RunFiles.Manifest));
        return run.Layers.Select(layer => new ExportFile(
            $"{names[layer]}.gexf",
            stream => Write(stream, layer, [.. snapshots.Select(s => LayerGraph.Of(run, s, layer))], times, run.ClassNames)));
    }

    /// <summary>Writes the history of a layer.</summary>
    /// <param name="stream">Receives the document.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="graphs">Its graph in each snapshot.</param>
    /// <param name="times">When each snapshot begins and ends.</param>
    /// <param name="classNames">The classes' names; null where not known.</param>
    public static void Write(
        Stream stream, string layer, IReadOnlyList<LayerGraph> graphs, SnapshotTimes times, IReadOnlyList<string>? classNames)
    {
        XmlFile.Write(stream, xml =>
        {
            xml.WriteStartElement("gexf", Namespace);
            xml.WriteAttributeString("xmlns", "viz", null, Viz);
            xml.WriteAttributeString("version", "1.3");
            xml.WriteStartElement("meta", Namespace);
            xml.WriteElementString("creator", Namespace, "coterie");
            xml.WriteElementString("description", Namespace, $"The pattern graph of {XmlFile.Text(layer)} over time, in epochs");
            xml.WriteEndElement();

            xml.WriteStartElement("graph", Namespace);
            xml.WriteAttributeString("mode", "dynamic");
            xml.WriteAttributeString("defaultedgetype", "undirected");
            xml.WriteAttributeString("timeformat", "double");
            xml.WriteAttributeString("timerepresentation", "interval");
            xml.WriteAttributeString("start", XmlFile.Number(times.Starts[0]));
            xml.WriteAttributeString("end", XmlFile.Number(times.Ends[^1]));
            Attributes(xml, graphs, classNames is not null);
            Nodes(xml, graphs, times, classNames);
            Edges(xml, graphs, times);
        });
    }

    private static void Attributes(XmlWriter xml, IReadOnlyList<LayerGraph> graphs, bool isNamed)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", "node");
        xml.WriteAttributeString("mode", "dynamic");
        Attribute(xml, "class", "class", "integer");
        if (isNamed) Attribute(xml, "class_name", "class_name", "string");
        Attribute(xml, "classes", "classes", "string");
        Attribute(xml, "community", "community", "string");
        foreach (string method in Methods(graphs)) Attribute(xml, method, method, "integer");
        xml.WriteEndElement();
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", "edge");
        xml.WriteAttributeString("mode", "dynamic");
        Attribute(xml, Weight, "Weight", "double");
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string id, string title, string type)
    {
        xml.WriteStartElement("attribute", Namespace);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("title", title);
        xml.WriteAttributeString("type", type);
        xml.WriteEndElement();
    }

    private static void Nodes(XmlWriter xml, IReadOnlyList<LayerGraph> graphs, SnapshotTimes times, IReadOnlyList<string>? classNames)
    {
        Dictionary<int, GraphVertex>[] vertices = [.. graphs.Select(graph => graph.Vertices.ToDictionary(vertex => vertex.Neuron))];
        string[] methods = [.. Methods(graphs)];
        xml.WriteStartElement("nodes", Namespace);
        foreach (int neuron in vertices.SelectMany(known => known.Keys).Distinct().Order())
        {
            GraphVertex?[] history = [.. vertices.Select(known => known.GetValueOrDefault(neuron))];
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", $"{neuron}");
            xml.WriteAttributeString("label", $"{neuron}");
            Spells(xml, times, [.. history.Select(vertex => vertex is not null)]);
            xml.WriteStartElement("attvalues", Namespace);
            Values(xml, times, "class", [.. history.Select(vertex => vertex is null ? null : $"{vertex.Class}")]);
            if (classNames is not null) Values(xml, times, "class_name", [.. history.Select(NameOf)]);
            Values(xml, times, "classes", [.. history.Select(vertex => vertex is null ? null : XmlFile.List(vertex.Classes))]);
            Values(xml, times, "community", [.. history.Select(vertex => vertex?.Community)]);
            foreach (string method in methods)
            {
                Values(xml, times, method, [.. history.Select(
                    vertex => vertex is not null && vertex.Communities.TryGetValue(method, out int community) ? $"{community}" : null)]);
            }
            xml.WriteEndElement();
            if (history.LastOrDefault(vertex => vertex?.Position is not null)?.Position is { } at)
            {
                xml.WriteStartElement("viz", "position", Viz);
                xml.WriteAttributeString("x", XmlFile.Number(at.X));
                xml.WriteAttributeString("y", XmlFile.Number(at.Y));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();

        string? NameOf(GraphVertex? vertex) => vertex?.Class < classNames.Count ? XmlFile.Text(classNames[vertex.Class]) : null;
    }

    private static void Edges(XmlWriter xml, IReadOnlyList<LayerGraph> graphs, SnapshotTimes times)
    {
        SortedDictionary<(int Source, int Target), string?[]> weights = [];
        for (int s = 0; s < graphs.Count; s++)
        {
            foreach (EdgeRow edge in graphs[s].Edges)
            {
                (int, int) ends = (edge.Source, edge.Target);
                if (!weights.TryGetValue(ends, out string?[]? history)) weights.Add(ends, history = new string?[graphs.Count]);
                history[s] = XmlFile.Number(edge.Weight);
            }
        }
        xml.WriteStartElement("edges", Namespace);
        int id = 0;
        foreach (((int source, int target), string?[] history) in weights)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", $"{id++}");
            xml.WriteAttributeString("source", $"{source}");
            xml.WriteAttributeString("target", $"{target}");
            Spells(xml, times, [.. history.Select(weight => weight is not null)]);
            xml.WriteStartElement("attvalues", Namespace);
            Values(xml, times, Weight, history);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static IEnumerable<string> Methods(IReadOnlyList<LayerGraph> graphs)
    {
        return graphs.SelectMany(graph => graph.Vertices).SelectMany(vertex => vertex.Communities.Keys).Distinct(StringComparer.Ordinal);
    }

    private static void Spells(XmlWriter xml, SnapshotTimes times, bool[] isThere)
    {
        xml.WriteStartElement("spells", Namespace);
        foreach ((double start, double end, _) in times.Runs(isThere).Where(run => run.Value))
        {
            xml.WriteStartElement("spell", Namespace);
            Span(xml, start, end);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Values(XmlWriter xml, SnapshotTimes times, string attribute, string?[] values)
    {
        foreach ((double start, double end, string? value) in times.Runs(values).Where(run => run.Value is not null))
        {
            xml.WriteStartElement("attvalue", Namespace);
            xml.WriteAttributeString("for", attribute);
            xml.WriteAttributeString("value", value);
            Span(xml, start, end);
            xml.WriteEndElement();
        }
    }

    private static void Span(XmlWriter xml, double start, double end)
    {
        xml.WriteAttributeString("start", XmlFile.Number(start));
        xml.WriteAttributeString("end", XmlFile.Number(end));
    }
}
