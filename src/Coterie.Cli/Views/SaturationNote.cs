using Coterie.Patterns;
using Coterie.Runs;
using Spectre.Console;

namespace Coterie.Cli.Views;

/// <summary>The line below a layer's table that says that its classes share too many representatives, and why.</summary>
internal static class SaturationNote
{
    /// <summary>Writes the line where the layer is saturated in any snapshot.</summary>
    public static void Write(Terminal terminal, string layer, IReadOnlyList<Snapshot> snapshots)
    {
        if (Of(layer, snapshots) is not var (why, advice)) return;
        terminal.Output.Write(new Text($"{Printable.Name(layer, 40)} is saturated: {why}. {advice}.\n"));
    }

    /// <summary>Writes the answer that the layer is saturated: why, where it ends so; otherwise only in how many snapshots.</summary>
    /// <param name="lines">Where to write.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="snapshots">All snapshots.</param>
    /// <param name="last">Those at the end: one for each seed.</param>
    public static void Write(LabelledLines lines, string layer, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<Snapshot> last)
    {
        if (Of(layer, last) is var (why, advice)) lines.Write("saturated", why, advice);
        else if (Saturated(layer, snapshots) is { Length: > 0 } some) lines.Write("saturated", $"{In(some, snapshots)}, not at the end");
    }

    /// <summary>Why the layer is saturated, and what helps; null where no snapshot is.</summary>
    public static (string Why, string Advice)? Of(string layer, IReadOnlyList<Snapshot> snapshots)
    {
        Saturation[] saturated = Saturated(layer, snapshots);
        if (saturated.Length == 0) return null;
        string when = saturated.Length == snapshots.Count ? "" : $" ({In(saturated, snapshots)})";
        string advice = saturated[^1].IsCrowded ? "a smaller --top" : "--representatives selectivity or a smaller --top";
        return ($"{saturated[^1].Reason}{when}", $"Its communities and modularities say little; take {advice}");
    }

    private static Saturation[] Saturated(string layer, IReadOnlyList<Snapshot> snapshots) =>
    [
        .. snapshots.Select(snapshot => snapshot.Layers.First(found => found.Name == layer).Saturation)
            .Where(saturation => saturation.IsSaturated),
    ];

    private static string In(Saturation[] saturated, IReadOnlyList<Snapshot> snapshots) =>
        $"in {saturated.Length} of {snapshots.Count} snapshots";
}
