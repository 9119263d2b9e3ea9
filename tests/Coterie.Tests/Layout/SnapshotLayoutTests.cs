using Coterie.Graphs;
using Coterie.Layout;

namespace Coterie.Tests.Layout;

public class SnapshotLayoutTests
{
    private const int Groups = 5;
    private static readonly Dictionary<int, Position> Nowhere = [];

    [Fact]
    public void Communities_lie_together_at_once_and_later()
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            Snapshot first = new(150, seed), later = new(150, seed + 100);
            Dictionary<int, Position> before = first.Place(Nowhere), after = later.Place(before);
            Assert.True(Separation(before) > 1.6, $"between communities {Separation(before):F2} times the distance within");
            Assert.True(Separation(after) > 1.6, $"later {Separation(after):F2} times");
        }
    }

    [Fact]
    public void A_neuron_stays_near_its_last_place()
    {
        double near = 0, far = 0;
        for (int seed = 1; seed <= 10; seed++)
        {
            // Other edges between the same communities.
            Snapshot first = new(150, seed), later = new(150, seed + 100);
            Dictionary<int, Position> before = first.Place(Nowhere);
            near += Movement(before, later.Place(before)) / 10;
            far += Movement(before, later.Place(Nowhere, seed + 1)) / 10;
        }
        Assert.True(near < 0.6 && near < 0.6 * far, $"moved {near:F2} of the radius, {far:F2} from a random start");
    }

    [Fact]
    public void The_picture_of_a_graph_that_stays_neither_drifts_nor_turns_nor_grows()
    {
        Snapshot same = new(150, seed: 1);
        Dictionary<int, Position> first = same.Place(same.Place(Nowhere)), last = first;
        for (int k = 0; k < 30; k++) last = same.Place(last);

        Assert.Equal(1, Radius(last) / Radius(first), 0.05);
        Assert.InRange(Distance(Middle(last), default) / Radius(last), 0, 0.1);
        // The turn that brings one picture closest to the other (Procrustes).
        double along = first.Sum(p => (double)p.Value.X * last[p.Key].X + (double)p.Value.Y * last[p.Key].Y);
        double across = first.Sum(p => (double)p.Value.X * last[p.Key].Y - (double)p.Value.Y * last[p.Key].X);
        Assert.InRange(Math.Atan2(across, along) * 180 / Math.PI, -10, 10);
    }

    [Fact]
    public void New_neurons_land_near_their_neighbours()
    {
        Snapshot whole = new(150, seed: 3);
        // The neurons 0 to 9, two of each community, are new in the second snapshot.
        Dictionary<int, Position> before = whole.Without(10).Place(Nowhere), after = whole.Place(before);
        double own = 0, others = 0;
        for (int neuron = 0; neuron < 10; neuron++)
        {
            own += MeanDistance(neuron, other => other % Groups == neuron % Groups);
            others += MeanDistance(neuron, other => other % Groups != neuron % Groups);
        }
        Assert.True(own < 0.75 * others, $"{own / 10} to their community, {others / 10} to the others");

        double MeanDistance(int neuron, Func<int, bool> isMeant) => after.Keys
            .Where(other => other >= 10 && isMeant(other)).Average(other => Distance(after[neuron], after[other]));
    }

    [Fact]
    public void New_neurons_part_from_each_other_with_and_without_neighbours()
    {
        // 2 and 3 have the same neighbour with a place, 4 and 5 none at all.
        WeightedGraph graph = WeightedGraph.FromEdges(6, [new(0, 1, 1), new(0, 2, 1), new(0, 3, 1)]);
        Dictionary<int, Position> last = new() { [0] = new(0, 0), [1] = new(3, 0) };
        Position[] places = [.. SnapshotLayout.Place(graph, [0, 1, 2, 3, 4, 5], last, seed: 1)];
        for (int u = 0; u < places.Length; u++)
        {
            for (int v = 0; v < u; v++) Assert.True(Distance(places[u], places[v]) > 0.5, $"{u} and {v} at {places[u]}, {places[v]}");
        }
    }

    [Fact]
    public void A_neuron_that_comes_back_starts_from_its_last_place()
    {
        Snapshot whole = new(150, seed: 4);
        Dictionary<int, Position> before = whole.Place(Nowhere);
        Dictionary<int, Position> without = before.Where(known => known.Key >= 10).ToDictionary();
        Dictionary<int, Position> back = whole.Place(before), anew = whole.Place(without);
        int[] returned = [.. Enumerable.Range(0, 10)];
        Assert.True(
            returned.Average(q => Distance(before[q], back[q])) < 0.7 * returned.Average(q => Distance(before[q], anew[q])));
    }

    [Fact]
    public void Places_are_the_same_on_every_processor()
    {
        // A random start, then a snapshot with new neurons beside their neighbours and on the rim. Recorded with vectors of 256 bits.
        Snapshot whole = new(40, seed: 6, edges: 90);
        Dictionary<int, Position> first = whole.Without(15).Place(Nowhere), second = whole.Place(first);
        Assert.Equal(16685319511945131154, Hash(first));
        Assert.Equal(18143384246823138238, Hash(second));
        Assert.NotEqual(Hash(first), Hash(whole.Without(15).Place(Nowhere, seed: 2)));
    }

    [Fact]
    public void Weights_of_every_size_and_graphs_without_vertices_are_placed()
    {
        Assert.Empty(SnapshotLayout.Place(WeightedGraph.FromEdges(0, []), [], Nowhere, seed: 1));
        WeightedGraph graph = WeightedGraph.FromEdges(4, [new(0, 1, 1e308), new(0, 2, 1e308), new(1, 2, 1e308), new(2, 3, 1e-308)]);
        Dictionary<int, Position> last = new() { [7] = new(1, 0), [8] = new(0, 1) };
        Assert.All(
            SnapshotLayout.Place(graph, [7, 8, 9, 10], last, seed: 1),
            place => Assert.True(float.IsFinite(place.X) && float.IsFinite(place.Y)));
    }

    [Fact]
    public void Neurons_that_are_not_those_of_the_graph_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SnapshotLayout.Place(WeightedGraph.FromEdges(2, []), [1], Nowhere, seed: 1));
    }

    private static ulong Hash(Dictionary<int, Position> places) => places.OrderBy(place => place.Key).Aggregate(
        0UL,
        (hash, place) =>
            (hash * 31 + BitConverter.SingleToUInt32Bits(place.Value.X)) * 31 + BitConverter.SingleToUInt32Bits(place.Value.Y));

    private static double Distance(Position a, Position b) => Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));

    private static Position Middle(Dictionary<int, Position> places) =>
        new(places.Values.Average(place => place.X), places.Values.Average(place => place.Y));

    private static double Radius(Dictionary<int, Position> places) =>
        Math.Sqrt(places.Values.Average(place => Math.Pow(Distance(place, Middle(places)), 2)));

    private static double Movement(Dictionary<int, Position> before, Dictionary<int, Position> after) =>
        after.Average(place => Distance(place.Value, before[place.Key])) / Radius(after);

    // The mean distance between communities over that within them.
    private static double Separation(Dictionary<int, Position> places)
    {
        ILookup<bool, double> distances = places.Keys.SelectMany(u => places.Keys.Where(v => v < u).Select(v => (u, v)))
            .ToLookup(pair => pair.u % Groups == pair.v % Groups, pair => Distance(places[pair.u], places[pair.v]));
        return distances[false].Average() / distances[true].Average();
    }

    /// <summary>A graph of neurons whose community is their remainder.</summary>
    private sealed record Snapshot(WeightedGraph Graph, int[] Neurons)
    {
        public Snapshot(int neurons, int seed, int edges = 1500)
            : this(PlantedGraph.Of(neurons, edges, Groups, seed), [.. Enumerable.Range(0, neurons)])
        {
        }

        public Dictionary<int, Position> Place(Dictionary<int, Position> last, int seed = 1)
        {
            return Neurons.Zip(SnapshotLayout.Place(Graph, Neurons, last, seed)).ToDictionary(pair => pair.First, pair => pair.Second);
        }

        /// <summary>Without the first neurons.</summary>
        public Snapshot Without(int count)
        {
            IEnumerable<Edge> left = Graph.Edges().Where(edge => edge.Source >= count && edge.Target >= count);
            Edge[] edges = [.. left.Select(edge => new Edge(edge.Source - count, edge.Target - count, edge.Weight))];
            return new Snapshot(WeightedGraph.FromEdges(Neurons.Length - count, edges), Neurons[count..]);
        }
    }
}
