namespace Coterie.Runs.Results;

/// <summary>What a run says about a layer, in short. All of it but the rise is of the last snapshot.</summary>
/// <param name="Structure">The layer as it is in the last snapshot.</param>
/// <param name="Separation">How well it separates the classes over the snapshots, by <see cref="RunAnswers.Separation"/>.</param>
/// <param name="History">Its communities over the snapshots.</param>
/// <param name="Communities">Its communities and the classes they hold, from the largest.</param>
/// <param name="Spread">The classes that no single community holds.</param>
/// <param name="Hardest">The pairs of classes that share representatives, from those that share most.</param>
public sealed record LayerAnswers(
    LayerStructure Structure,
    Rise Separation,
    LayerCommunities History,
    IReadOnlyList<CommunityClasses> Communities,
    IReadOnlyList<int> Spread,
    IReadOnlyList<ClassPair> Hardest)
{
    /// <summary>The layer's name.</summary>
    public string Name => Structure.Name;

    internal static LayerAnswers Of(IReadOnlyList<Snapshot> snapshots, string name)
    {
        LayerStructure last = snapshots[^1].Layers.First(layer => layer.Name == name);
        LayerCommunities history = LayerCommunities.Of(snapshots, name);
        IReadOnlyList<CommunityClasses> communities = history.Classes(snapshots.Count - 1, last.Representatives);
        HashSet<int> held = [.. communities.SelectMany(community => community.Classes)];
        return new LayerAnswers(
            last,
            Rise.Of([.. snapshots.Select(snapshot => snapshot[RunAnswers.Separation with { Layer = name }])]),
            history,
            communities,
            [.. Enumerable.Range(0, last.Representatives.Count).Where(i => !held.Contains(i))],
            ClassPair.Hardest(last.Representatives));
    }
}
