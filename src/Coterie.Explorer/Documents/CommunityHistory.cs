namespace Coterie.Explorer.Documents;

/// <summary>The communities of a layer over all snapshots.</summary>
internal sealed record CommunityHistory
{
    /// <summary>The version of the documents.</summary>
    public int Version { get; } = 1;

    /// <summary>The life of each community.</summary>
    public required IReadOnlyList<CommunityLife> Tracks { get; init; }

    /// <summary>For each snapshot the normalised mutual information of communities and strongest classes; null where not defined.</summary>
    public required IReadOnlyList<double?> WithClasses { get; init; }

    /// <summary>For each snapshot that with the communities of the snapshot before; the first is null.</summary>
    public required IReadOnlyList<double?> WithBefore { get; init; }
}
