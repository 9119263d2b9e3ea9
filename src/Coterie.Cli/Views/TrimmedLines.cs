using System.Text;

namespace Coterie.Cli.Views;

/// <summary>Writes lines without trailing spaces, with which Spectre pads tables.</summary>
/// <param name="inner">The writer to write to.</param>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private readonly StringBuilder line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == '\n')
        {
            int length = line.Length;
            while (length > 0 && line[length - 1] is ' ' or '\r') length--;
            inner.Write(line.ToString(0, length));
            inner.Write('\n');
            line.Clear();
        }
        else
        {
            line.Append(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        inner.Flush();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && line.Length > 0) inner.Write(line.ToString().TrimEnd(' '));
        inner.Flush();
        base.Dispose(disposing);
    }
}
