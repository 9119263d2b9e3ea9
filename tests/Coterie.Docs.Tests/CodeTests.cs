using System.Text.Json;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Coterie.Docs.Tests;

public class CodeTests
{
    public static TheoryData<string> Paths => [.. Pages.Paths];

    /// <summary>Pages whose C# is whole; those for developers show parts of files.</summary>
    public static TheoryData<string> PagesOfCode =>
    [
        .. Pages.Paths.Where(page =>
            page is "README.md" || page.StartsWith("docs/guides/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(PagesOfCode))]
    public void CSharp_compiles(string page)
    {
        Problems.AreNone(Blocks(page, "csharp").SelectMany(Errors));
    }

    [Fact]
    public void CSharp_that_does_not_compile_is_found()
    {
        Assert.Contains("CS0103", Assert.Single(Errors("Console.WriteLine(nothing);")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Json_and_xml_are_well_formed(string page)
    {
        foreach (string text in Blocks(page, "json")) JsonDocument.Parse(text).Dispose();
        foreach (string text in Blocks(page, "xml")) XDocument.Parse($"<root>{text}</root>");
    }

    [Fact]
    public void Python_compiles()
    {
        string[] blocks = [.. Pages.Paths.SelectMany(page => Blocks(page, "python").Select(text => $"# {page}\n{text}"))];
        Assert.NotEmpty(blocks);
        Python.Run("sys", "import sys\nfor text in sys.argv[1:]: compile(text, text.split('\\n')[0], 'exec')", blocks);
    }

    private static IEnumerable<string> Blocks(string page, string language) =>
        DocumentBlocks.In(page).Where(block => block.Language == language).Select(block => block.Text);

    private static IEnumerable<string> Errors(string text)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(text, options), CSharpSyntaxTree.ParseText(Placeholders.Text, options)],
            References(),
            new(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic}\n{text}");
    }

    // Those of the platform, and what the command is made of; native libraries have no metadata.
    private static IEnumerable<MetadataReference> References()
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string built = Path.GetDirectoryName(BuiltCommand.Assembly)!;
        string[] own = [.. Directory.EnumerateFiles(built, "Coterie*.dll"), Path.Combine(built, "TorchSharp.dll")];
        return platform.Where(file => Path.GetDirectoryName(file) == runtime)
            .Concat(own)
            .Select(file => MetadataReference.CreateFromFile(file));
    }
}
