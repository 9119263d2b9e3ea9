using System.Xml.Linq;

namespace Coterie.Browser.Tests;

/// <summary>What saved pictures must have.</summary>
internal static class Svg
{
    private static readonly XNamespace Names = "http://www.w3.org/2000/svg";

    /// <summary>Well formed, with a title and other text, and nothing that another page could not show.</summary>
    public static XElement IsWhole(byte[] file)
    {
        using MemoryStream stream = new(file);
        XElement root = XDocument.Load(stream).Root!;
        Assert.Equal(Names + "svg", root.Name);
        string[] texts = [.. root.Descendants(Names + "text").Select(text => text.Value)];
        Assert.True(texts.Length > 3, string.Join('|', texts));
        Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "foreignObject");
        Assert.DoesNotContain(
            root.DescendantsAndSelf().Attributes(),
            attribute => attribute.Value.Contains("var(", StringComparison.Ordinal)
                || attribute.Value.Contains("NaN", StringComparison.Ordinal));
        return root;
    }
}
