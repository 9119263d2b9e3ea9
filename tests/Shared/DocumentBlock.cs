using System.Text.RegularExpressions;

namespace Coterie.Tests.Shared;

/// <summary>A fenced block of a Markdown document.</summary>
/// <param name="Language">What stands behind the fence: <c>sh</c>, <c>python</c>, <c>csharp</c>, …</param>
/// <param name="Text">The block, word for word.</param>
internal sealed partial record DocumentBlock(string Language, string Text)
{
    /// <summary>The file that a comment in the first line names, such as <c># train.py</c>; null where it names none.</summary>
    public string? File => FileComment().Match(Text) is { Success: true } named ? named.Groups["file"].Value : null;

    [GeneratedRegex(@"\A(#|//|<!--) (?<file>[\w./-]+\.\w+)( -->)?\n", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 600_000)]
    private static partial Regex FileComment();
}
