namespace Coterie.Bench.Compare;

/// <summary>All cases of the comparison, by name. A quick run uses small inputs.</summary>
internal sealed class Catalogue
{
    // Too little to hold the activations even of the fewest samples, so that every size takes two passes over the files.
    private const long Memory = 32_000_000;

    private readonly Inputs inputs;
    private readonly bool quick;

    public Catalogue(Inputs inputs, bool quick)
    {
        this.inputs = inputs;
        this.quick = quick;
        Cases = [.. Snapshots(), .. Stages(), .. Communities(), Layout(), .. Training(), .. Growth(), Start()];
    }

    /// <summary>Every case, in the order of the page.</summary>
    public IReadOnlyList<Case> Cases { get; }

    /// <summary>The epochs after which a snapshot is compared.</summary>
    private IReadOnlyList<int> Epochs => quick ? [1, 2] : [1, 5, 10];

    private int Images => quick ? 6_000 : 60_000;

    /// <summary>The cases with the given names or in the given sections; all if no name is given.</summary>
    /// <param name="names"><c>communities</c> or <c>communities/10000</c>.</param>
    /// <exception cref="InputException">There is no such case.</exception>
    public IReadOnlyList<Case> Select(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return Cases;
        return [.. names.SelectMany(Matching).Distinct()];
    }

    private IReadOnlyList<Case> Matching(string name)
    {
        Case[] found = [.. Cases.Where(one => one.Name == name || one.Name.StartsWith(name + "/", StringComparison.Ordinal))];
        return found.Length > 0
            ? found
            : throw new InputException($"nothing is called '{name}'; there are {string.Join(", ", Cases.Select(one => one.Name))}");
    }

    private IEnumerable<Case> Snapshots()
    {
        foreach (int epoch in Epochs)
        {
            yield return new Case(
                $"snapshot/epoch-{epoch:00}",
                Rounds: quick ? 2 : 9,
                () => inputs.Mnist(epoch, Images, Epochs),
                Side.Ours("analysis"),
                Side.Peer(Peers.Python, "analysis") with { Rounds = 3, WarmUp = false });
        }
    }

    private IEnumerable<Case> Stages()
    {
        yield return new Case(
            "stages/readings",
            Rounds: quick ? 3 : 15,
            LastLayer,
            Side.Ours("sum"),
            Side.Ours("means"),
            Side.Ours("coactivation"),
            Side.Ours("histograms"),
            Side.Ours("entropies"),
            Side.Peer("NumPy: sum", "sum") with { Rounds = 3 },
            Side.Peer("NumPy: means", "means") with { Rounds = 3 },
            Side.Peer("NumPy: coactivation", "coactivation") with { Rounds = 3 },
            Side.Peer(Peers.Entropies, "entropies") with { Rounds = 3, WarmUp = false },
            Side.Peer(Peers.ClassEntropies, "classEntropies") with { Rounds = 3, WarmUp = false },
            Side.Peer(Peers.PlainEntropies, "plainEntropies") with { Rounds = 3, WarmUp = false });
        yield return new Case(
            "stages/graph",
            Rounds: 5,
            LastLayer,
            Side.Ours("modularities"),
            Side.Ours("bisection"),
            Side.Ours("louvainBest"),
            Side.Ours("leidenBest"),
            Side.Peer("NumPy: modularities", "modularities"),
            Side.Peer(Peers.Bisection, "bisection") with { Rounds = 2, WarmUp = false },
            Side.Peer("igraph: louvainBest", "louvainBest"),
            Side.Peer("igraph: leidenBest", "leidenBest"));
    }

    private IEnumerable<Case> Communities()
    {
        (int Vertices, int Edges)[] sizes = quick
            ? [(500, 2_500), (10_000, 100_000)]
            : [(500, 2_500), (2_000, 20_000), (10_000, 100_000), (50_000, 1_000_000), (200_000, 10_000_000)];
        foreach ((int vertices, int edges) in sizes)
        {
            yield return edges < 2_000_000
                ? new Case(
                    $"communities/{edges}",
                    Rounds: 5,
                    () => inputs.Graph(vertices, edges),
                    Side.Ours("louvain"),
                    Side.Ours("leiden"),
                    Side.Peer("igraph: Louvain", "louvain"),
                    Side.Peer("igraph: Leiden, 2 iterations", "leiden"),
                    Side.Peer("igraph: Leiden, 10 iterations", "leiden10") with { Rounds = 2, WarmUp = false },
                    Side.Peer("leidenalg, 2 iterations", "leidenalg") with { Rounds = 2, WarmUp = false })
                // A turn takes half a minute.
                : new Case(
                    $"communities/{edges}",
                    Rounds: 5,
                    () => inputs.Graph(vertices, edges),
                    Side.Ours("louvain") with { WarmUp = false },
                    Side.Ours("leiden") with { WarmUp = false },
                    Side.Peer("igraph: Louvain", "louvain") with { WarmUp = false },
                    Side.Peer("igraph: Leiden, 2 iterations", "leiden") with { WarmUp = false });
        }
    }

    private Case Layout()
    {
        // As dense as a layer's graph.
        return new Case(
            "layout/500",
            Rounds: 5,
            () => inputs.Graph(500, 12_500),
            Side.Ours("layout"),
            Side.Peer("igraph: Fruchterman–Reingold", "fruchterman") with { Rounds = 2, WarmUp = false });
    }

    private IEnumerable<Case> Training()
    {
        // A multiple of the batch of 128, so that the bare matrix products are of the same size.
        yield return new Case(
            "training/epoch", Rounds: quick ? 2 : 9, () => inputs.Images(quick ? 1_280 : 59_904),
            Side.Ours("epoch"), Side.Ours("bareEpoch"), Side.Ours("products"));
        yield return new Case(
            "training/snapshot", Rounds: quick ? 2 : 9, () => inputs.Images(Images),
            Side.Ours("snapshot"), Side.Ours("forward"));
    }

    private IEnumerable<Case> Growth()
    {
        int samples = quick ? 2_000 : 10_000;
        foreach (int neurons in quick ? [512, 1_024] : new[] { 512, 1_024, 2_048, 4_096, 8_192 })
        {
            yield return Grown($"neurons/{neurons}", samples, neurons, classes: 10);
        }
        foreach (int classes in quick ? [10, 100] : new[] { 10, 30, 100, 300, 1_000 })
        {
            yield return Grown($"classes/{classes}", 2 * samples, neurons: 512, classes);
        }
        foreach (int count in quick ? [10_000, 30_000] : new[] { 10_000, 30_000, 100_000, 300_000, 1_000_000 })
        {
            yield return new Case(
                $"samples/{count}",
                Rounds: count > 200_000 ? 2 : 3,
                () => inputs.Generated(count, neurons: 512, classes: 10) with { Memory = Memory },
                Side.Ours("stream"),
                Side.Peer(Peers.Python, "readings") with { Rounds = 1, WarmUp = false });
        }
    }

    private Case Grown(string name, int samples, int neurons, int classes)
    {
        return new Case(
            name, Rounds: 3, () => inputs.Generated(samples, neurons, classes),
            Side.Ours("readings"), Side.Peer(Peers.Python, "readings") with { Rounds = 2, WarmUp = false });
    }

    private Case Start()
    {
        return new Case(
            "start/help",
            Rounds: quick ? 3 : 15,
            () => new WorkInput(),
            Side.Ours("help"),
            Side.Peer("importing " + Peers.Python, "imports"));
    }

    private WorkInput LastLayer()
    {
        WorkInput both = inputs.Mnist(Epochs[^1], Images, Epochs);
        return both with { Activations = [both.Activations[^1]], Neurons = [both.Neurons[^1]] };
    }
}
