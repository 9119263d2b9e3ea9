using System.Globalization;
using System.Text;
using System.Xml;

namespace Coterie.Runs.Export;

/// <summary>How the graph formats write XML: UTF-8 without a byte order mark, an element a line, numbers with all their digits.</summary>
internal static class XmlFile
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        IndentChars = " ",
        NewLineChars = "\n",
    };

    /// <summary>Writes a document; the stream stays open.</summary>
    public static void Write(Stream stream, Action<XmlWriter> write)
    {
        using XmlWriter xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument();
        write(xml);
        xml.WriteEndDocument();
    }

    /// <summary>A number as XML Schema writes it: the shortest text that reads back as the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Names of layers and classes without characters that XML cannot hold.</summary>
    public static string Text(string text)
    {
        return string.Concat(Printable.Line(text).Select(c => char.IsSurrogate(c) || XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
    }

    /// <summary>Some numbers with spaces between them.</summary>
    public static string List(IEnumerable<int> numbers) => string.Join(' ', numbers);
}
