namespace Coterie.Explorer.Documents;

/// <summary>The life of a community.</summary>
/// <param name="Number">Its number, in the order in which communities appear.</param>
/// <param name="Name">Its number as people read it: A, B, ….</param>
/// <param name="First">Index of the snapshot in which it appears.</param>
/// <param name="Communities">From the first on: its index among the communities of that snapshot.</param>
/// <param name="Sizes">From the first on: its number of neurons.</param>
/// <param name="SplitFrom">Number of the track it split from.</param>
/// <param name="MergedInto">Number of the track it merged into.</param>
internal sealed record CommunityLife(
    int Number, string Name, int First, IReadOnlyList<int> Communities, IReadOnlyList<int> Sizes, int? SplitFrom, int? MergedInto);
