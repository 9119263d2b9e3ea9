using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>A way to find communities in a graph. <see cref="CommunityMethods.All"/> lists those that every analysis applies.</summary>
public interface ICommunityMethod
{
    /// <summary>A short name in camel case: the family of its measures and its name in tables.</summary>
    string Name { get; }

    /// <summary>The name for people to read.</summary>
    string Title { get; }

    /// <summary>What it does, with its source, in one line.</summary>
    string Description { get; }

    /// <summary>The quality by which its partitions are compared.</summary>
    /// <param name="gamma">The resolution of the analysis.</param>
    IQualityFunction Quality(double gamma);

    /// <summary>
    /// How many starts a search makes at most, see <see cref="FoundCommunities.BestOf"/>. More than the default help a method whose starts
    /// often end far from the best, and cost little where they are fast.
    /// </summary>
    int MostStarts => FoundCommunities.FewestStarts;

    /// <summary>
    /// Finds communities from one random start after another, lazily and without end. The same seed gives the same partitions.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="quality">The quality function to maximise; methods that maximise nothing ignore it.</param>
    /// <param name="seed">Decides every random choice.</param>
    IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed);
}
