using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Coterie.Docs.Tests;

/// <summary>The Markdown pages of the repository that people read.</summary>
internal static class Pages
{
    // Anchors as GitHub makes them.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly Dictionary<string, MarkdownDocument> Parsed =
        All().ToDictionary(page => page, page => Markdown.Parse(Read(page), Pipeline), StringComparer.Ordinal);

    /// <summary>Every page, as its path in the repository.</summary>
    public static IEnumerable<string> Paths => Parsed.Keys;

    public static bool Exists(string page) => Parsed.ContainsKey(page);

    public static MarkdownDocument Of(string page) => Parsed[page];

    public static string Read(string page) => File.ReadAllText(Full(page));

    public static string Full(string path) => Path.GetFullPath(Path.Combine(DocumentBlocks.Repository, path));

    /// <summary>The anchors of a page: those of its headings, without #.</summary>
    public static IReadOnlySet<string> Anchors(string page) =>
        Of(page).Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "").ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> All()
    {
        string[] alone = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md", "web/README.md"];
        IEnumerable<string> docs = Directory.EnumerateFiles(Full("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(DocumentBlocks.Repository, file).Replace('\\', '/'));
        return alone.Concat(docs.Order(StringComparer.Ordinal));
    }
}
