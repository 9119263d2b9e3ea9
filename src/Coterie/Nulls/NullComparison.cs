using Coterie.Communities;
using Coterie.Numerics;
using Coterie.Patterns;

namespace Coterie.Nulls;

/// <summary>The values of a layer's pattern graph beside those of the graphs of a null model.</summary>
/// <param name="Model">The null model.</param>
/// <param name="Real">The values of the layer itself.</param>
/// <param name="Draws">The values of each graph drawn.</param>
internal sealed record NullComparison(NullModel Model, PatternValues Real, IReadOnlyList<PatternValues> Draws)
{
    // Communities are sought in so few draws, because a search costs as much as everything else about some ten draws.
    private const int SearchedDraws = 3;

    // In larger graphs three searches for each null model cost more than the rest of an analysis of 60,000 samples, and one must do; in
    // even larger ones one costs more, and communities are not sought in null models.
    private const int MostSearchedEdges = 20_000;
    private const int MostEdgesSearchedOnce = 200_000;

    // Of larger graphs fewer are drawn, but three, so that the draws differ where they can.
    private const int MostDrawnEdges = 2_000_000;
    private const int FewestDraws = 3;

    /// <summary>Draws the graphs of a null model and takes their values.</summary>
    /// <param name="model">The null model.</param>
    /// <param name="layer">What its graphs are drawn from.</param>
    /// <param name="communities">The layer's communities, with each method; a search in a null graph makes as many starts.</param>
    /// <param name="seed">Decides every random choice.</param>
    /// <param name="index">Which layer it is, so that layers have draws of their own.</param>
    /// <param name="cancellation">Stops between two draws.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static NullComparison Of(
        NullModel model,
        NullMaterial layer,
        IReadOnlyList<FoundCommunities> communities,
        int seed,
        int index,
        CancellationToken cancellation)
    {
        FoundCommunities bisection = communities.First(found => found.Method is KernighanLinBisection);
        FoundCommunities louvain = communities.First(found => found.Method is Louvain);
        int edges = layer.Pattern.Graph.EdgeCount;
        int searched = edges <= MostSearchedEdges ? SearchedDraws : edges <= MostEdgesSearchedOnce ? 1 : 0;
        int most = Math.Max(FewestDraws, MostDrawnEdges / Math.Max(edges, 1));
        List<PatternValues> draws = [];
        for (int draw = 0; draw < Math.Min(model.Draws, most); draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            SplitMix64 random = new(seed, Stream(model), index * NullModel.ManyDraws + draw);
            if (model.Draw(layer, random) is not { } pattern) break;
            bool isSearched = draw < searched;
            draws.Add(PatternValues.Of(
                pattern, isSearched ? Again(bisection, pattern) : null, isSearched ? Again(louvain, pattern) : null));
        }
        return new NullComparison(model, PatternValues.Of(layer.Pattern, bisection, louvain), draws);

        FoundCommunities Again(FoundCommunities found, ActivationPatternGraph pattern)
        {
            return FoundCommunities.BestOf(found.Method, pattern.Graph, found.Gamma, seed, found.Starts);
        }
    }

    /// <summary>The mean of a value over the draws; null where no draw has it.</summary>
    public double? Mean(Func<PatternValues, double?> value) => Draws.Average(value);

    /// <summary>How far the layer's value is above that mean; null where one of them is missing.</summary>
    public double? Excess(Func<PatternValues, double?> value) => value(Real) - Mean(value);

    /// <summary>
    /// The excess in standard deviations of the draws; null where it is missing, there is one draw, or the draws are equal but for
    /// rounding.
    /// </summary>
    public double? Z(Func<PatternValues, double?> value)
    {
        double[] drawn = [.. Draws.Select(value).OfType<double>()];
        if (drawn.Length < 2) return null;
        // Modularities are differences of numbers up to 1.
        double scale = Math.Max(1, drawn.Max(Math.Abs));
        if (RoundingNoise.IsConstant(drawn.Min(), drawn.Max(), scale)) return null;
        double mean = drawn.Average();
        return Excess(value) / Math.Sqrt(drawn.Sum(x => (x - mean) * (x - mean)) / (drawn.Length - 1));
    }

    // A model's own stream of random numbers, which stays the same when models are added before it.
    private static int Stream(NullModel model) => model.Name.Aggregate(0, (hash, letter) => unchecked(hash * 31 + letter));
}
