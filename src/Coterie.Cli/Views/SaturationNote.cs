using Coterie.Runs;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>The line below a layer's table that says that its classes share too many representatives, and why.</summary>
internal static class SaturationNote
{
    /// <summary>Writes the line where the layer is saturated in any snapshot.</summary>
    public static void Write(Terminal terminal, string layer, IReadOnlyList<Snapshot> snapshots)
    {
        if (SaturationWords.Of(layer, snapshots) is not var (why, advice)) return;
        terminal.Output.Write(new Text($"{Printable.Name(layer, 40)} is saturated: {why}. {advice}.\n"));
    }

    /// <summary>Writes the answer that the layer is saturated.</summary>
    /// <param name="lines">Where to write.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="snapshots">All snapshots.</param>
    /// <param name="last">Those at the end: one for each seed.</param>
    public static void Write(LabelledLines lines, string layer, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<Snapshot> last)
    {
        if (SaturationWords.Of(layer, snapshots, last) is { } answer) lines.Write(answer.Label, answer.Parts);
    }
}
