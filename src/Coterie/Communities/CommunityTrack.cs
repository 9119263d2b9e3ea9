namespace Coterie.Communities;

/// <summary>The life of one community over snapshots, from the snapshot in which it appears to the last one that still has it.</summary>
/// <param name="Number">Its number, in the order in which communities appear; it never changes when snapshots are added.</param>
/// <param name="First">The snapshot in which it appears, as an index.</param>
/// <param name="Communities">Which of the communities it is in each snapshot from <paramref name="First"/> on, without gaps.</param>
/// <param name="SplitFrom">
/// The number of the community that more than half of its first vertices were in, one snapshot before; null where there is none, or none
/// was there before: then it is born.
/// </param>
/// <param name="MergedInto">
/// The number of the community that holds more than half of its last vertices, one snapshot later; null where there is none, or where it
/// lasts to the last snapshot.
/// </param>
public sealed record CommunityTrack(int Number, int First, IReadOnlyList<int> Communities, int? SplitFrom, int? MergedInto)
{
    private const int Letters = 26;

    /// <summary>Its number as people read it: A, B, …, Z, AA, AB, ….</summary>
    public string Name
    {
        get
        {
            string name = "";
            for (int rest = Number + 1; rest > 0; rest = (rest - 1) / Letters) name = (char)('A' + (rest - 1) % Letters) + name;
            return name;
        }
    }

    /// <summary>The last snapshot that has it, as an index.</summary>
    public int Last => First + Communities.Count - 1;

    /// <summary>Which of a snapshot's communities it is; null where the snapshot does not have it.</summary>
    /// <param name="snapshot">The snapshot's index.</param>
    public int? In(int snapshot) => snapshot < First || snapshot > Last ? null : Communities[snapshot - First];
}
