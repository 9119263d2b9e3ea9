using System.CommandLine;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Coterie.Docs.Tests;

public partial class ShellTests
{
    public static TheoryData<string> Paths => [.. Pages.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Lines_of_the_shell_are_read_by_the_command(string page)
    {
        IEnumerable<string> lines = DocumentBlocks.In(page)
            .Where(block => block.Language == "sh")
            .SelectMany(block => block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
            .SelectMany(Commands);
        Problems.AreNone(lines.Select(Problem).OfType<string>());
    }

    /// <summary>Such as <c>coterie show RUN --class C</c>, whose words are not always values: commands and options must exist.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void Commands_and_options_in_text_exist(string page)
    {
        // The changelog also tells of what there was.
        Assert.SkipWhen(page is "CHANGELOG.md", "of all versions");
        IEnumerable<string> lines = Pages.Of(page).Descendants<CodeInline>().Select(code => code.Content).SelectMany(Commands);
        Problems.AreNone(lines.Select(Unknown).OfType<string>());
    }

    [Theory]
    [InlineData("coterie study mnist --snapshots 20+log:20", true)]
    [InlineData("coterie study mnist --snapshot 20", false)]
    [InlineData("coterie studdy", false)]
    [InlineData("coterie study --epochs many", false)]
    public void A_line_that_the_command_does_not_read_is_found(string line, bool isRead)
    {
        Assert.Equal(isRead, Problem(line) is null);
    }

    // What stands between a line's programs, from `coterie` on.
    private static IEnumerable<string> Commands(string line)
    {
        foreach (string part in Between().Split(Comment().Replace(line, "")))
        {
            Match match = Call().Match(part);
            if (match.Success) yield return $"coterie {match.Groups["rest"].Value}".Trim();
        }
    }

    private static string? Problem(string line)
    {
        string[] words = Words(line);
        ParseResult parse = BuiltCommand.Root.Parse(words);
        return Unknown(line) ?? (parse.Errors.Count > 0 ? $"{line}: {parse.Errors[0].Message}" : null);
    }

    private static string? Unknown(string line)
    {
        string[] words = Words(line);
        if (words.Length == 0 || words[0].StartsWith('-')) return null;
        Command? command = BuiltCommand.Root.Subcommands.FirstOrDefault(known => known.Name == words[0]);
        // A word in capitals or dots stands for something.
        if (command is null) return words[0].All(c => char.IsUpper(c) || c is '…' or '.') ? null : $"{line}: no such command";
        HashSet<string> known =
        [
            .. command.Options.Concat(BuiltCommand.Root.Options).SelectMany(option => option.Aliases.Append(option.Name)),
        ];
        IEnumerable<string> options = words.Where(word => word.StartsWith("--", StringComparison.Ordinal));
        string? unknown = options.FirstOrDefault(option => !known.Contains(option.Split('=')[0]));
        return unknown is null ? null : $"{line}: no option {unknown}";
    }

    // Without quotes, and without where the output goes.
    private static string[] Words(string line) =>
    [
        .. Word().Matches(Redirection().Replace(line, "")).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal)).Skip(1),
    ];

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"&&|\|\||[;|]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Between();

    [GeneratedRegex(
        @"^\s*(coterie|dotnet run -c Release --project \S*Coterie\.Cli --|dnx Coterie\.Tool)(\s+(?<rest>.*))?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"\s>\s*\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Redirection();

    [GeneratedRegex(@"(""[^""]*""|\S)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
