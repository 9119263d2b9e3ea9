using Coterie.Graphs;
using Coterie.Quality;

namespace Coterie.Communities;

/// <summary>A way to find communities in a graph. <see cref="CommunityMethods.All"/> lists those that every analysis applies.</summary>
public interface ICommunityMethod
{
    /// <summary>A short name in camel case: the family of its measures and its name in tables.</summary>
    string Name { get; }

    /// <summary>The name as people write it.</summary>
    string Title { get; }

    /// <summary>What it does, with its source, in one line.</summary>
    string Description { get; }

    /// <summary>What its partitions are compared by.</summary>
    /// <param name="gamma">The resolution of the analysis.</param>
    IQualityFunction Quality(double gamma);

    /// <summary>
    /// Finds communities from one random start after another, without end; each is found when it is asked for. The same seed gives the
    /// same partitions.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="quality">What to maximise, for the methods that maximise something.</param>
    /// <param name="seed">Decides every random choice.</param>
    IEnumerable<Partition> Starts(WeightedGraph graph, IQualityFunction quality, int seed);
}
