using Coterie.Patterns;

namespace Coterie.Paper;

/// <summary>What the S of a study does to one of its layers.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Neurons">Its neurons.</param>
/// <param name="Snapshots">The snapshots of all seeds.</param>
/// <param name="Saturated">In how many of them the classes share too many representatives.</param>
/// <param name="Reason">Why, in the last of them; null where there is none.</param>
public sealed record LayerSaturation(string Layer, int Neurons, int Snapshots, int Saturated, string? Reason)
{
    internal static IReadOnlyList<LayerSaturation> Of(StudyRuns runs)
    {
        return [.. runs.Seeds[0][0].Layers.Select((layer, l) =>
        {
            Saturation[] all = [.. runs.Seeds.SelectMany(seed => seed.Select(snapshot => snapshot.Layers[l].Saturation))];
            return new LayerSaturation(
                layer.Name,
                layer.Neurons,
                all.Length,
                all.Count(saturation => saturation.IsSaturated),
                all.LastOrDefault(saturation => saturation.IsSaturated)?.Reason);
        })];
    }
}
