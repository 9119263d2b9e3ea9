namespace Coterie.Docs.Tests;

/// <summary>What is wrong with a page, a line each.</summary>
internal static class Problems
{
    /// <summary>Fails with every problem in full.</summary>
    public static void AreNone(IEnumerable<string> problems)
    {
        string text = string.Join('\n', problems);
        Assert.True(text.Length == 0, text);
    }
}
