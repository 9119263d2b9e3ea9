using System.Globalization;
using Coterie.Data;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>Where the command writes: results to standard output, errors to standard error.</summary>
/// <param name="console">Standard output, created when it is first written to; help does not need it.</param>
/// <param name="error">Standard error.</param>
internal sealed class Terminal(Lazy<IAnsiConsole> console, TextWriter error)
{
    private const int Width = 100;

    public IAnsiConsole Output => console.Value;

    /// <summary>Whether output goes to a terminal; only there are bars and colours shown.</summary>
    public bool IsInteractive => Output.Profile.Out.IsTerminal && Output.Profile.Capabilities.Ansi;

    public static Terminal Create()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        return new Terminal(new Lazy<IAnsiConsole>(() => CreateConsole(Console.Out, Console.IsOutputRedirected)), Console.Error);
    }

    /// <summary>One that writes everything to standard error, without bars.</summary>
    public static Terminal OfErrors()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        return new Terminal(new Lazy<IAnsiConsole>(() => CreateConsole(Console.Error, isRedirected: true)), Console.Error);
    }

    /// <summary>Writes a line of text, in which control characters are escaped; a line break before it leaves a line empty.</summary>
    public void Line(string text)
    {
        text = text.StartsWith('\n') ? $"\n{Printable.Line(text[1..])}" : Printable.Line(text);
        // Spectre is needed only to place lines above bars; it would break long paths in two.
        if (IsInteractive) Output.WriteLine(text);
        else Output.Profile.Out.Writer.WriteLine(text);
    }

    /// <summary>Writes a line about how the input was read, broken between words where it is too wide.</summary>
    public void Note(string text)
    {
        text = Printable.Line(text);
        int width = Math.Min(Width, Output.Profile.Width);
        while (text.Length > width)
        {
            int end = text.LastIndexOf(' ', width);
            // Past the indent of a line that goes on.
            if (end <= 2) break;
            Line(text[..end]);
            text = $"  {text[(end + 1)..]}";
        }
        Line(text);
    }

    public void Warning(string message)
    {
        Error($"warning: {message}");
    }

    public void Error(string message)
    {
        ErrorText($"coterie: {Printable.Line(message.ReplaceLineEndings(" "))}");
    }

    /// <summary>Writes text of several lines to standard error.</summary>
    public void ErrorText(string text)
    {
        try
        {
            error.WriteLine(text);
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            // Standard error is closed or full: nobody is left to tell.
        }
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Spectre would write control codes into a pipe if it recognises a build server.
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(isRedirected ? new TrimmedLines(writer) : writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        // Without a terminal, Spectre assumes 80 columns.
        if (!console.Profile.Out.IsTerminal || console.Profile.Width > Width) console.Profile.Width = Width;
        return console;
    }
}
