namespace Coterie.Tests.Shared;

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 plus the signal's number if a signal ended it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public Outcome Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Error}\n{Output}");
        Assert.Empty(Error);
        return this;
    }

    /// <summary>Exit code 2, nothing on standard output, and one line of error that contains each of some texts.</summary>
    public Outcome Refuses(params string[] texts)
    {
        Assert.True(ExitCode == 2, $"exit code {ExitCode}\n{Error}\n{Output}");
        Assert.StartsWith("coterie: ", Error, StringComparison.Ordinal);
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', Error[..^1]);
        foreach (string text in texts) Assert.Contains(text, Error, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Text for a file or a pipe: no control codes, at most 100 columns, no spaces at the end of a line.</summary>
    public Outcome IsPlain()
    {
        Assert.DoesNotContain(Output, c => char.IsControl(c) && c != '\n');
        Assert.All(Output.Split('\n'), line =>
        {
            Assert.InRange(line.Length, 0, 100);
            Assert.False(line.EndsWith(' '), $"a line ends with spaces: '{line}'");
        });
        return this;
    }
}
