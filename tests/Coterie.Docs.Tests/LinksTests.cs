using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Coterie.Docs.Tests;

public partial class LinksTests
{
    private const string Documentation = "docs/";

    public static TheoryData<string> Paths => [.. Pages.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Links_lead_to_files_and_headings_that_exist(string page)
    {
        Problems.AreNone(Links(page).Select(link => Problem(page, link)).OfType<string>());
    }

    [Fact]
    public void Every_page_of_the_documentation_can_be_reached_from_its_first()
    {
        HashSet<string> reached = new(StringComparer.Ordinal) { "docs/index.md" };
        Queue<string> left = new(reached);
        while (left.TryDequeue(out string? page))
        {
            foreach (string target in Links(page).Where(link => !IsElsewhere(link)).Select(link => Target(page, link).Path))
            {
                if (Pages.Exists(target) && reached.Add(target)) left.Enqueue(target);
            }
        }
        Problems.AreNone(Pages.Paths.Where(page => page.StartsWith(Documentation, StringComparison.Ordinal) && !reached.Contains(page)));
    }

    [Fact]
    public void Pages_that_the_code_names_exist()
    {
        string[] files =
        [
            .. ((string[])["src", "web/src", "bench", "build"]).SelectMany(folder =>
                Directory.EnumerateFiles(Pages.Full(folder), "*.*", SearchOption.AllDirectories)),
        ];
        Problems.AreNone(files
            .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".csproj" or ".targets" && !Built().IsMatch(file))
            .SelectMany(file => Named().Matches(File.ReadAllText(file)).Select(name => (file, name.Value)))
            .Where(named => !Pages.Exists(named.Value))
            .Select(named => $"{named.file}: there is no {named.Value}"));
    }

    private static IEnumerable<string> Links(string page) =>
        Pages.Of(page).Descendants<LinkInline>().Select(link => link.Url ?? "");

    private static bool IsElsewhere(string link) => Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && !uri.IsFile;

    private static string? Problem(string page, string link)
    {
        if (IsElsewhere(link)) return null;
        (string path, string? anchor) = Target(page, link);
        if (!Path.Exists(Pages.Full(path))) return $"{link}: there is no {path}";
        // As a site, docs/ has nothing of the repository outside it.
        if (page.StartsWith(Documentation, StringComparison.Ordinal) && !path.StartsWith(Documentation, StringComparison.Ordinal))
        {
            return $"{link}: {path} is outside docs/";
        }
        if (anchor is null || !Pages.Exists(path)) return null;
        return Pages.Anchors(path).Contains(anchor) ? null : $"{link}: {path} has no heading #{anchor}";
    }

    private static (string Path, string? Anchor) Target(string page, string link)
    {
        string[] parts = link.Split('#', 2);
        string folder = Path.GetDirectoryName(Pages.Full(page))!;
        string full = parts[0].Length == 0 ? Pages.Full(page) : Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(parts[0])));
        return (Path.GetRelativePath(DocumentBlocks.Repository, full).Replace('\\', '/'), parts.Length == 1 ? null : parts[1]);
    }

    [GeneratedRegex(@"(?<![\w/])docs/[\w/-]+\.md", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"[\\/](bin|obj|node_modules)[\\/]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Built();
}
