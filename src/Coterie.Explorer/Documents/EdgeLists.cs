namespace Coterie.Explorer.Documents;

/// <summary>
/// The edges of a graph, each once: vertex v is joined with the targets from <c>Starts[v]</c> to before <c>Starts[v + 1]</c>, which are all
/// greater than v, ascending.
/// </summary>
/// <param name="Starts">Where the edges of each vertex begin, and the number of edges at the end.</param>
/// <param name="Targets">The other vertex of each edge.</param>
/// <param name="Weights">The weight of each edge.</param>
internal sealed record EdgeLists(IReadOnlyList<int> Starts, IReadOnlyList<int> Targets, IReadOnlyList<double> Weights);
