namespace Coterie.Data.Tests.Oracles;

/// <summary>The best modularity of several runs of igraph's and NetworkX's methods.</summary>
internal sealed record ExpectedCommunities(double Louvain, double Leiden, double Klb);
