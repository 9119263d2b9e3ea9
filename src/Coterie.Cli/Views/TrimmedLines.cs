using System.Text;
using Coterie.Data;

namespace Coterie.Cli.Views;

/// <summary>
/// Writes to standard output, in lines without trailing spaces, with which Spectre pads tables. A closed pipe ends it in silence, as .NET
/// does; a full disk is an error for the user.
/// </summary>
/// <param name="inner">The writer to write to.</param>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private readonly StringBuilder line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    /// <exception cref="InputException">Standard output is closed or full.</exception>
    public override void Write(char value)
    {
        if (value == '\n')
        {
            int length = line.Length;
            while (length > 0 && line[length - 1] is ' ' or '\r') length--;
            string text = line.ToString(0, length);
            line.Clear();
            Try(() =>
            {
                inner.Write(text);
                inner.Write('\n');
            });
        }
        else
        {
            line.Append(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        Try(inner.Flush);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && line.Length > 0) Try(() => inner.Write(line.ToString().TrimEnd(' ')));
        Try(inner.Flush);
        base.Dispose(disposing);
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (FileErrors.Is(e))
        {
            // Of a closed standard output, only the inner exception tells.
            throw new InputException($"standard output: cannot be written: {(e.InnerException ?? e).Message}", e);
        }
    }
}
