namespace Coterie.Sweeps.Engines;

/// <summary>Words for a shell of Unix.</summary>
internal static class ShellText
{
    /// <summary>A word that the shell takes as it is, in quotes where it needs them.</summary>
    public static string Word(string text)
    {
        bool isPlain = text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-=+,:@%".Contains(c, StringComparison.Ordinal));
        return isPlain ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
