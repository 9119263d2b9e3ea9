"""Writes communities.json: graphs, and what igraph and NetworkX find in them.

Run with python3-igraph, python3-networkx and python3-numpy:  python3 communities.py
"""

import json
import pathlib
import random

import igraph
import networkx
import numpy

GAMMAS = (1, 2)
SEEDS = range(10)


def planted():
    """Equal groups, dense inside."""
    return networkx.planted_partition_graph(8, 24, 0.4, 0.03, seed=1)


def planted_weighted():
    """An odd number of vertices, groups of unequal size and weights that are higher inside."""
    rng = numpy.random.default_rng(2)
    group = numpy.repeat(range(5), [60, 40, 25, 15, 11])
    graph = networkx.empty_graph(len(group))
    for a in range(len(group)):
        for b in range(a):
            same = group[a] == group[b]
            if rng.random() < (0.35 if same else 0.05):
                graph.add_edge(a, b, weight=float(rng.gamma(2, 2 if same else 1)))
    return graph


def noise():
    """No groups at all, weights over four orders of magnitude."""
    rng = numpy.random.default_rng(3)
    graph = networkx.gnm_random_graph(150, 700, seed=3)
    for _, _, data in graph.edges(data=True):
        data["weight"] = float(10 ** rng.uniform(-2, 2))
    return graph


def lfr():
    """Degrees and group sizes by power laws."""
    graph = networkx.LFR_benchmark_graph(250, 2.5, 1.5, 0.25, average_degree=8, min_community=20, seed=10)
    return networkx.Graph(graph.edges)


def near_complete():
    """Like the graph of a layer: almost every pair is joined, and only the weights distinguish the groups."""
    rng = numpy.random.default_rng(4)
    group = rng.integers(0, 6, 90)
    graph = networkx.empty_graph(len(group))
    for a in range(len(group)):
        for b in range(a):
            if rng.random() < 0.9:
                graph.add_edge(a, b, weight=float(rng.beta(2, 3) + 0.5 * (group[a] == group[b])))
    return graph


def karate():
    return networkx.karate_club_graph()


def measure(name, graph):
    graph = networkx.convert_node_labels_to_integers(graph)
    graph.remove_edges_from(list(networkx.selfloop_edges(graph)))
    n = graph.number_of_nodes()
    edges = [(a, b, round(data.get("weight", 1.0), 4)) for a, b, data in graph.edges(data=True)]
    graph = networkx.empty_graph(n)
    graph.add_weighted_edges_from(edges)
    native = igraph.Graph(n=n, edges=[edge[:2] for edge in edges])
    weights = [edge[2] for edge in edges]

    rng = numpy.random.default_rng(5)
    membership = rng.integers(0, 6, n).tolist()
    communities = [{v for v in range(n) if membership[v] == c} for c in sorted(set(membership))]

    # Not igraph's own modularity, because python-igraph 0.10.2 ignores the resolution.
    def modularity(communities, gamma):
        return networkx.algorithms.community.modularity(graph, communities, resolution=gamma)

    def best(find, gamma):
        found = []
        for seed in SEEDS:
            random.seed(seed)
            found.append(modularity([set(community) for community in find(gamma)], gamma))
        return max(found)

    return {
        "name": name,
        "vertices": n,
        "edges": edges,
        "membership": membership,
        "searches": [
            {
                "gamma": gamma,
                "modularity": modularity(communities, gamma),
                "louvain": best(lambda g: native.community_multilevel(weights=weights, resolution=g), gamma),
                "leiden": best(
                    lambda g: native.community_leiden(
                        "modularity", weights=weights, resolution_parameter=g, n_iterations=10
                    ),
                    gamma,
                ),
            }
            for gamma in GAMMAS
        ],
        "kernighanLin": max(
            modularity(networkx.algorithms.community.kernighan_lin_bisection(graph, weight="weight", seed=seed), 1)
            for seed in SEEDS
        ),
    }


def main():
    graphs = [karate, planted, planted_weighted, noise, lfr, near_complete]
    cases = [json.dumps(measure(make.__name__, make()), separators=(",", ":")) for make in graphs]
    versions = {"igraph": igraph.__version__, "networkx": networkx.__version__, "numpy": numpy.__version__}
    text = '{"versions":' + json.dumps(versions) + ',\n"graphs":[\n' + ",\n".join(cases) + "\n]}\n"
    pathlib.Path(__file__).with_suffix(".json").write_text(text)


if __name__ == "__main__":
    main()
