using Coterie.Graphs;

namespace Coterie.Communities;

/// <summary>Which communities of two snapshots are the same: the matching that <see cref="CommunityTracks"/> describes.</summary>
internal sealed class CommunityMatching
{
    private readonly Cover before;
    private readonly Cover after;
    private readonly Dictionary<(int Before, int After), int> shared = [];

    public CommunityMatching(Cover before, Cover after)
    {
        this.before = before;
        this.after = after;
        Before = new int?[after.Count];
        After = new int?[before.Count];
        CountShared();
        foreach ((int[] left, int[] right) in Groups()) Match(left, right);
    }

    /// <summary>For each later community the earlier one that it is matched with; null for none.</summary>
    public int?[] Before { get; }

    /// <summary>For each earlier community the later one; null for none.</summary>
    public int?[] After { get; }

    /// <summary>The earlier community that held more than half of a later one's vertices.</summary>
    public int? MostlyFrom(int community)
    {
        return Most(shared.Where(pair => pair.Key.After == community).Select(pair => (pair.Key.Before, pair.Value)), after[community]);
    }

    /// <summary>The later community that holds more than half of an earlier one's vertices.</summary>
    public int? MostlyTo(int community)
    {
        return Most(shared.Where(pair => pair.Key.Before == community).Select(pair => (pair.Key.After, pair.Value)), before[community]);
    }

    private static int? Most(IEnumerable<(int Community, int Shared)> candidates, ReadOnlySpan<int> vertices)
    {
        foreach ((int community, int count) in candidates)
        {
            if (2 * count > vertices.Length) return community;
        }
        return null;
    }

    private void CountShared()
    {
        List<int>?[] communitiesOf = new List<int>?[before.VertexCount];
        for (int a = 0; a < before.Count; a++)
        {
            foreach (int v in before[a]) (communitiesOf[v] ??= []).Add(a);
        }
        for (int b = 0; b < after.Count; b++)
        {
            foreach (int v in after[b])
            {
                foreach (int a in communitiesOf[v] ?? []) shared[(a, b)] = shared.GetValueOrDefault((a, b)) + 1;
            }
        }
    }

    // In whole numbers, so that a third is a third.
    private bool IsAlike(int a, int b) => shared.GetValueOrDefault((a, b)) is > 0 and int count && 3 * count >= Union(a, b, count);

    private double Jaccard(int a, int b) => shared[(a, b)] / (double)Union(a, b, shared[(a, b)]);

    private int Union(int a, int b, int count) => before[a].Length + after[b].Length - count;

    // Communities that are alike, directly or through others, are matched by themselves; mostly a group is one pair.
    private IEnumerable<(int[] Left, int[] Right)> Groups()
    {
        (int Before, int After)[] pairs = [.. shared.Keys.Where(pair => IsAlike(pair.Before, pair.After))];
        ILookup<int, int> rightOf = pairs.ToLookup(pair => pair.Before, pair => pair.After);
        ILookup<int, int> leftOf = pairs.ToLookup(pair => pair.After, pair => pair.Before);
        HashSet<int> done = [];
        foreach (int first in rightOf.Select(group => group.Key))
        {
            if (!done.Add(first)) continue;
            HashSet<int> right = [];
            List<int> left = [first];
            for (int k = 0; k < left.Count; k++)
            {
                foreach (int b in rightOf[left[k]])
                {
                    if (right.Add(b)) left.AddRange(leftOf[b].Where(done.Add));
                }
            }
            yield return (InOrder(left, before), InOrder(right, after));
        }
    }

    private static int[] InOrder(IEnumerable<int> communities, Cover cover)
    {
        return [.. communities.OrderByDescending(c => cover[c].Length).ThenBy(c => cover[c][0])];
    }

    private void Match(int[] left, int[] right)
    {
        // A column of zeros for each row lets a community go without a counterpart.
        double[,] weights = new double[left.Length, right.Length + left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            for (int j = 0; j < right.Length; j++)
            {
                if (IsAlike(left[i], right[j])) weights[i, j] = Jaccard(left[i], right[j]);
            }
        }
        int[] columns = Assignment.Heaviest(weights);
        for (int i = 0; i < columns.Length; i++)
        {
            int j = columns[i];
            if (j >= right.Length || weights[i, j] == 0) continue;
            After[left[i]] = right[j];
            Before[right[j]] = left[i];
        }
    }
}
