#!/usr/bin/env python3
"""The expected figures of activation dumps, from NumPy, NetworkX and igraph.

    /usr/bin/python3 activations.py DUMP.npz...

writes activations.json beside this script, with an entry for each dump by its file name. Every definition is written
out as the papers have it, in float64, with no regard to speed. Debian: python3-numpy python3-networkx python3-igraph.
"""

import json
import pathlib
import random
import sys

import igraph
import networkx
import numpy as np

TOP = 50
BINS = 50
GAMMA = 2.0
RUNS = 10


def shannon(p):
    p = p[p > 0]
    return float(-(p * np.log(p)).sum())


def histogram(x, low, high):
    counts, _ = np.histogram(x, bins=BINS, range=(low, high))
    return shannon(counts / counts.sum())


def entropies(x, lowest, highest):
    """nonzero, all, share and common of one neuron; the common bins are those from the lowest to the highest."""
    filled = x[x != 0]
    if len(filled) == 0:
        return [0.0, 0.0, 0.0, 0.0]
    nonzero = 0.0 if filled.min() == filled.max() else histogram(filled, filled.min(), filled.max())
    low, high = min(0.0, x.min()), x.max()
    both = 0.0 if low == high else histogram(x, low, high)
    return [nonzero, both, shannon(np.abs(x) / np.abs(x).sum()), histogram(x, lowest, highest)]


def representatives(mean):
    order = sorted(range(len(mean)), key=lambda q: (-mean[q], q))
    return [q for q in order[:TOP] if mean[q] > 0]


def overlap(chosen):
    classes = len(chosen)
    table = [[0] * classes for _ in range(classes)]
    for q in set().union(*chosen):
        of = [i for i in range(classes) if q in chosen[i]]
        if len(of) == 1:
            table[of[0]][of[0]] += 1
        elif len(of) == 2:
            table[of[0]][of[1]] += 1
            table[of[1]][of[0]] += 1
    return table


def intersections(chosen):
    """Neurons of both classes; on the diagonal, of one class alone."""
    shared = [[len(set(a) & set(b)) for b in chosen] for a in chosen]
    for i, own in enumerate(chosen):
        shared[i][i] = len(set(own) - set().union(*(other for j, other in enumerate(chosen) if j != i)))
    return shared


def pattern(x, labels, means, chosen):
    """The adjacency matrix of Eq. 6 over the union of the representatives."""
    vertices = sorted(set().union(*chosen))
    at = {q: v for v, q in enumerate(vertices)}
    adjacency = np.zeros((len(vertices), len(vertices)))
    for i, members in enumerate(chosen):
        over = (x[labels == i][:, members] > means[i, members]).astype(np.int64)
        together = over.T @ over
        index = [at[q] for q in members]
        adjacency[np.ix_(index, index)] += together / len(over)
    np.fill_diagonal(adjacency, 0)
    return vertices, adjacency


def double_sum(adjacency, belonging, gamma=1.0):
    """1/2m sum over c, v, w of [A_vw - gamma k_v k_w / 2m] b_cv b_cw; belonging is communities x vertices."""
    strength = adjacency.sum(axis=1)
    twice = strength.sum()
    matrix = adjacency - gamma * np.outer(strength, strength) / twice
    return float(sum(b @ matrix @ b for b in belonging) / twice)


def modularities(vertices, adjacency, means, chosen):
    ones = (adjacency > 0).astype(float)
    classes = len(chosen)
    member = np.array([[q in set(chosen[i]) for q in vertices] for i in range(classes)], dtype=float)

    represented = np.where(member > 0, means[:, vertices], -np.inf)
    strongest = represented.argmax(axis=0)
    no_overlap = double_sum(ones, np.array([strongest == i for i in range(classes)], dtype=float))

    unweighted = double_sum(ones, member / member.sum(axis=0))

    into = np.array([[adjacency[v, members > 0].sum() for v in range(len(vertices))] for members in member]) * member
    total = into.sum(axis=0)
    alpha = np.where(total > 0, into / np.where(total > 0, total, 1), member / member.sum(axis=0))
    return {
        "noOverlap": no_overlap,
        "unweightedOverlap": unweighted,
        "weightedOverlap": double_sum(adjacency, alpha),
    }


def communities(adjacency):
    n = len(adjacency)
    pairs = [(v, w) for v in range(n) for w in range(v + 1, n) if adjacency[v, w] > 0]
    weights = [float(adjacency[v, w]) for v, w in pairs]
    graph = igraph.Graph(n=n, edges=pairs)

    # Not Graph.modularity: igraph 0.10.2 takes a resolution there and computes with 1.
    def modularity(found):
        member = np.array(found.membership)
        return double_sum(adjacency, (member == np.arange(len(found))[:, None]).astype(float), GAMMA)

    louvain, leiden = [], []
    for seed in range(RUNS):
        random.seed(seed)
        igraph.set_random_number_generator(random)
        found = graph.community_multilevel(weights=weights, resolution=GAMMA)
        louvain.append(modularity(found))
        found = graph.community_leiden(
            objective_function="modularity", weights=weights, resolution_parameter=GAMMA, n_iterations=-1
        )
        leiden.append(modularity(found))

    other = networkx.Graph()
    other.add_nodes_from(range(n))
    other.add_weighted_edges_from((v, w, weight) for (v, w), weight in zip(pairs, weights))
    klb = []
    for seed in range(RUNS):
        halves = networkx.community.kernighan_lin_bisection(other, weight="weight", seed=seed)
        klb.append(networkx.community.modularity(other, halves, weight="weight"))
    return {"louvain": max(louvain), "leiden": max(leiden), "klb": max(klb)}


def analyse(x, labels):
    x = x.astype(np.float64)
    classes = int(labels.max()) + 1
    means = np.array([x[labels == i].mean(axis=0) for i in range(classes)])
    chosen = [representatives(means[i]) for i in range(classes)]
    vertices, adjacency = pattern(x, labels, means, chosen)
    upper = np.triu(adjacency)
    source, target = np.nonzero(upper)
    weights = upper[source, target]
    # Of the whole layer, for single classes too.
    ends = min(0.0, x.min()), x.max()
    neurons = np.array([entropies(column, *ends) for column in x.T])
    by_class = [np.array([entropies(column, *ends) for column in x[labels == i].T]).sum(axis=0) for i in range(classes)]
    # All weights would be megabytes: each vertex's strength and its sum weighted by the neighbour's place pin them.
    places = np.arange(1, len(vertices) + 1)
    sample = range(0, len(weights), 97)
    return {
        "representatives": chosen,
        "intersections": intersections(chosen),
        "overlap": overlap(chosen),
        "vertices": vertices,
        "edges": len(weights),
        "totalWeight": float(weights.sum()),
        "degrees": (adjacency > 0).sum(axis=1).tolist(),
        "strengths": adjacency.sum(axis=1).tolist(),
        "placedStrengths": (adjacency @ places).tolist(),
        "everyNinetySeventhEdge": [[int(source[k]), int(target[k]), float(weights[k])] for k in sample],
        "modularity": modularities(vertices, adjacency, means, chosen),
        "communities": communities(adjacency),
        "entropy": neurons.sum(axis=0).tolist(),
        "neuronEntropies": neurons.tolist(),
        "classEntropies": [entropy.tolist() for entropy in by_class],
    }


def main():
    expected = {}
    for name in sys.argv[1:]:
        path = pathlib.Path(name)
        with np.load(path) as arrays:
            labels = arrays["labels"]
            expected[path.name] = {layer: analyse(arrays[layer], labels) for layer in arrays.files if layer != "labels"}
    out = pathlib.Path(__file__).with_suffix(".json")
    out.write_text(json.dumps(expected, separators=(",", ":")) + "\n")


main()
