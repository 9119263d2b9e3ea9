using Coterie.Patterns;
using Coterie.Runs;

namespace Coterie.Words;

/// <summary>That the classes of a layer share too many representatives, and why.</summary>
internal static class SaturationWords
{
    /// <summary>The answer that a layer is saturated: why, where it ends so; otherwise only in how many snapshots.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="snapshots">All snapshots.</param>
    /// <param name="last">Those at the end: one for each seed.</param>
    /// <returns>The answer; null where no snapshot is saturated.</returns>
    public static Answer? Of(string layer, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<Snapshot> last)
    {
        if (Of(layer, last) is var (why, advice)) return new Answer("saturated", [why, advice]);
        return Saturated(layer, snapshots) is { Length: > 0 } some
            ? new Answer("saturated", [$"{In(some, snapshots)}, not at the end"])
            : null;
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
