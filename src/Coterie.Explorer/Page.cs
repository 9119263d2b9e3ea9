using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Coterie.Explorer;

/// <summary>The explorer's page: one HTML file with its script and style inside, which Vite builds from <c>web/</c>.</summary>
internal sealed class Page
{
    private const string Resource = "explorer.html";

    /// <summary>Takes a page.</summary>
    /// <param name="html">Its text.</param>
    public Page(string html)
    {
        // A browser hashes scripts as it reads them, with these line ends.
        Html = html.ReplaceLineEndings("\n");
        string scripts = string.Join(' ', HashesOf(Html, "script")), styles = string.Join(' ', HashesOf(Html, "style"));
        Policy = $"default-src 'none'; script-src {OrNone(scripts)}; style-src {OrNone(styles)}; img-src 'self' data: blob:; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default";
    }

    /// <summary>The page that this build carries; null where Node was missing when it was built.</summary>
    public static Page? Built { get; } = FromResource();

    /// <summary>What a command says where <see cref="Built"/> is null.</summary>
    public static string Missing =>
        "this build of coterie has no explorer page, as Node was missing when it was built; install Node 20.19 or later and build again";

    /// <summary>The text.</summary>
    public string Html { get; }

    /// <summary>
    /// The content security policy that a report and the server's page have in common: only the page's own scripts and styles run, by
    /// their hashes, and nothing is loaded from elsewhere.
    /// </summary>
    public string Policy { get; }

    private static Page? FromResource()
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource);
        if (stream is null) return null;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return new Page(reader.ReadToEnd());
    }

    private static string OrNone(string sources) => sources.Length == 0 ? "'none'" : sources;

    // What a script or style holds ends at the first closing tag, whatever stands in it.
    private static IEnumerable<string> HashesOf(string html, string wanted)
    {
        for (int at = 0; Next(html, at) is var (element, start, end); at = end)
        {
            if (element != wanted) continue;
            yield return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html[start..end])))}'";
        }
    }

    private static (string Element, int Start, int End)? Next(string html, int from)
    {
        int script = html.IndexOf("<script", from, StringComparison.Ordinal);
        int style = html.IndexOf("<style", from, StringComparison.Ordinal);
        if (script < 0 && style < 0) return null;
        string element = style < 0 || (script >= 0 && script < style) ? "script" : "style";
        int start = html.IndexOf('>', Math.Max(0, element == "script" ? script : style)) + 1;
        int end = start == 0 ? -1 : html.IndexOf($"</{element}>", start, StringComparison.Ordinal);
        return end < 0 ? null : (element, start, end);
    }
}
