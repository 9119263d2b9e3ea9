using Coterie.Communities;
using Coterie.Graphs;
using CsCheck;

namespace Coterie.Tests.Communities;

public class CommunityTracksTests
{
    /// <summary>Snapshots of up to 16 vertices, each vertex labelled with its community, or '.' for none.</summary>
    private static readonly Gen<string[]> Snapshots = Gen.Int[1, 16].SelectMany(vertices =>
        Gen.Char["0123."].Array[vertices].Select(labels => new string(labels)).Array[1, 6]);

    [Theory]
    // By scipy.optimize.linear_sum_assignment over the Jaccard indices of 1/3 and more. Taking the best pair first gives less in the last
    // three: 1.257, 2.650 and 3.400.
    [InlineData("230312213011", "222310313021", 1.583333333333333)]
    [InlineData("311300120311", "411430220433", 2.566666666666666)]
    [InlineData("177751248244446087623420", "151751248747446083336326", 4.166666666666666)]
    [InlineData("002122012221", "012122112222", 1.590476190476191)]
    [InlineData("30415205315335411", "10301204104224310", 2.916666666666667)]
    [InlineData("501304411105253142", "301304513104243342", 3.733333333333333)]
    public void The_matching_has_scipys_sum_of_jaccard_indices(string before, string after, double sum)
    {
        Assert.Equal(sum, SumOfJaccard(before, after), 1e-12);
    }

    [Fact]
    public void Communities_that_stay_keep_their_names()
    {
        Snapshots.Sample(snapshots =>
        {
            string[] same = [.. Enumerable.Repeat(snapshots[0], 4)];
            CommunityTracks tracks = Follow(same);
            Assert.All(
                tracks.Tracks,
                track => Assert.Equal((0, 3, null, null), (track.First, track.Last, track.SplitFrom, track.MergedInto)));
            Assert.Equal(Labels(same[0]).Count, tracks.Tracks.Count);
        });
    }

    [Fact]
    public void Only_which_vertices_are_together_matters()
    {
        Gen.Select(Snapshots, Gen.Shuffle("0123".ToCharArray()).Array[6]).Sample((snapshots, permutations) =>
        {
            string[] relabelled = [.. snapshots.Select((labels, s) => string.Concat(labels.Select(label => Renamed(label, s))))];
            Assert.Equal(Names(snapshots), Names(relabelled));

            char Renamed(char label, int s) => label == '.' ? '.' : permutations[s][label - '0'];
        });
    }

    [Fact]
    public void A_further_snapshot_changes_no_name()
    {
        Snapshots.Sample(snapshots => Assert.Equal(Names(snapshots[..^1]), Names(snapshots)[..^1]));
    }

    [Fact]
    public void No_other_matching_has_a_larger_sum()
    {
        Snapshots.Where(snapshots => snapshots.Length > 1).Sample(snapshots =>
        {
            Cover before = CoverOf(snapshots[0]), after = CoverOf(snapshots[1]);
            Assert.Equal(Best(0, []), SumOfJaccard(snapshots[0], snapshots[1]), 1e-9);

            double Best(int a, HashSet<int> taken)
            {
                if (a == before.Count) return 0;
                double best = Best(a + 1, taken);
                for (int b = 0; b < after.Count; b++)
                {
                    double jaccard = Jaccard([.. before[a]], [.. after[b]]);
                    if (!taken.Contains(b) && jaccard >= 1 / 3.0) best = Math.Max(best, jaccard + Best(a + 1, [.. taken, b]));
                }
                return best;
            }
        });
    }

    [Fact]
    public void Every_community_has_one_track_and_every_track_a_community_in_each_of_its_snapshots()
    {
        Snapshots.Sample(snapshots =>
        {
            CommunityTracks tracks = Follow(snapshots);
            for (int s = 0; s < snapshots.Length; s++)
            {
                int[] alive = [.. tracks.Tracks.Where(track => track.In(s) is not null).Select(track => track.In(s)!.Value)];
                Assert.Equal(Enumerable.Range(0, Labels(snapshots[s]).Count), alive.Order());
                Assert.All(alive, community => Assert.Equal(community, tracks.Of(s, community)!.In(s)));
            }
            Assert.Equal(Enumerable.Range(0, tracks.Tracks.Count), tracks.Tracks.Select(track => track.Number));
        });
    }

    [Fact]
    public void Births_ends_splits_and_merges_are_told_apart()
    {
        CommunityTracks tracks = Follow("000000111122..", "000333111122..", "0003331111..44", "0003334444..44");
        (string, int, int, int?, int?)[] expected =
        [
            ("A", 0, 3, null, null),
            ("B", 0, 3, null, null),
            ("C", 0, 1, null, null),
            ("D", 1, 3, 0, null),
            ("E", 2, 2, null, 1),
        ];
        Assert.Equal(
            expected,
            tracks.Tracks.Select(track => (track.Name, track.First, track.Last, track.SplitFrom, track.MergedInto)));
    }

    [Fact]
    public void Half_of_equal_communities_is_the_same_and_less_is_not()
    {
        Assert.Single(Follow("00001...", "00.100..").Tracks, track => track.Last == 1 && track.Name == "A");
        Assert.DoesNotContain(Follow("0000....", "0...000.").Tracks, track => track.Last == 1 && track.First == 0);
    }

    [Fact]
    public void Empty_communities_have_no_track_and_vertices_must_agree()
    {
        CommunityTracks tracks = CommunityTracks.Follow([new Cover(3, [[], [1, 2]])]);
        Assert.Null(tracks.Of(0, 0));
        Assert.Equal("A", tracks.Of(0, 1)!.Name);
        Assert.Empty(CommunityTracks.Follow([]).Tracks);
        Assert.Throws<ArgumentException>(() => Follow("00", "000"));
    }

    [Fact]
    public void Names_go_on_after_z()
    {
        CommunityTracks tracks = Follow(string.Concat(Enumerable.Range(0, 60).Select(k => (char)('A' + k))));
        Assert.Equal("A Z AA AZ BA", string.Join(' ', new[] { 0, 25, 26, 51, 52 }.Select(k => tracks.Tracks[k].Name)));
    }

    private static CommunityTracks Follow(params string[] snapshots) => CommunityTracks.Follow([.. snapshots.Select(CoverOf)]);

    private static List<char> Labels(string labels) => [.. labels.Where(label => label != '.').Distinct().Order()];

    private static Cover CoverOf(string labels)
    {
        return new Cover(
            labels.Length,
            [.. Labels(labels).Select(label => Enumerable.Range(0, labels.Length).Where(v => labels[v] == label).ToArray())]);
    }

    // For each snapshot the name of each vertex's community.
    private static string[] Names(string[] snapshots)
    {
        CommunityTracks tracks = Follow(snapshots);
        return
        [
            .. snapshots.Select((labels, s) =>
                string.Join(' ', labels.Select(label => label == '.' ? "." : tracks.Of(s, Labels(labels).IndexOf(label))!.Name))),
        ];
    }

    private static double SumOfJaccard(string before, string after)
    {
        Cover left = CoverOf(before), right = CoverOf(after);
        return Follow(before, after).Tracks.Where(track => (track.First, track.Last) == (0, 1))
            .Sum(track => Jaccard([.. left[track.In(0)!.Value]], [.. right[track.In(1)!.Value]]));
    }

    private static double Jaccard(int[] left, int[] right) => left.Intersect(right).Count() / (double)left.Union(right).Count();
}
