"""The peers that Coterie is compared with: NumPy, NetworkX, igraph and leidenalg, each used in its fastest way.

A worker of the comparison. The first line of standard input is {"work": NAME, "input": {...}}; it loads the input, which is not
timed, and answers {"loaded": BYTES}. Each further line, {"seed": K}, runs the task once, or often enough to be timed, and is
answered by {"seconds": S, "peak": BYTES, "figures": {...}}. An error is answered by {"error": TEXT}.
"""

import json
import random
import subprocess
import sys
import time

TOP = 50
BINS = 50
GAMMA = 2.0
STARTS = 10
SHORTEST = 0.2
BLOCK = 64


def memory(key):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(key + ":"):
                return int(line.split()[1]) * 1024
    return 0


class Layer:
    def __init__(self, x, labels, classes):
        self.x, self.labels, self.classes = x, labels, classes


def load_layers(given):
    labels = np.fromfile(given["labels"], dtype="<i4")
    return [
        Layer(np.fromfile(path, dtype="<f4").reshape(-1, neurons), labels, given["classes"])
        for path, neurons in zip(given["activations"], given["neurons"])
    ]


def load_graph(given):
    pairs = np.fromfile(given["graph"] + ".pairs", dtype="<i4").reshape(-1, 2)
    weights = np.fromfile(given["graph"] + ".weights", dtype="<f8")
    graph = igraph.Graph(n=given["vertices"], edges=pairs)
    graph.es["weight"] = weights
    return graph


def class_means(layer):
    """Each class's rows are gathered once; the sums are float64, as the method asks."""
    return np.stack([layer.x[layer.labels == c].mean(axis=0, dtype=np.float64) for c in range(layer.classes)])


def representatives(means):
    order = np.argsort(-means, axis=1, kind="stable")[:, :TOP]
    return [row[means[c][row] > 0] for c, row in enumerate(order)]


def pattern_graph(layer, means, chosen):
    """Co-activation counts as products of 0/1 matrices."""
    neurons = layer.x.shape[1]
    weights = np.zeros((neurons, neurons))
    for c, members in enumerate(chosen):
        rows = np.flatnonzero(layer.labels == c)
        active = (layer.x[np.ix_(rows, members)] > means[c][members]).astype(np.float32)
        weights[np.ix_(members, members)] += (active.T @ active) / np.float64(len(rows))
    np.fill_diagonal(weights, 0)
    vertices = np.unique(np.concatenate(chosen))
    return vertices, weights[np.ix_(vertices, vertices)]


def modularities(means, chosen, vertices, weights):
    place = {q: v for v, q in enumerate(vertices)}
    cover = np.zeros((len(vertices), len(chosen)))
    for c, members in enumerate(chosen):
        cover[[place[q] for q in members], c] = 1
    ones = (weights > 0).astype(np.float64)
    strongest = np.where(cover > 0, means[:, vertices].T, -np.inf).argmax(axis=1)
    partition = np.zeros_like(cover)
    partition[np.arange(len(vertices)), strongest] = 1
    into = (weights @ cover) * cover
    shares = into.sum(axis=1, keepdims=True)
    alpha = np.divide(into, shares, out=np.zeros_like(into), where=shares > 0)
    return {
        "noOverlap": modularity(ones, partition),
        "unweightedOverlap": modularity(ones, cover / cover.sum(axis=1, keepdims=True)),
        "weightedOverlap": modularity(weights, alpha),
    }


def all_modularities(state):
    found = modularities(*state)
    return {**found, "modularity": found["weightedOverlap"]}


def modularity(weights, belonging, gamma=1.0):
    strengths = weights.sum(axis=1)
    twice = strengths.sum()
    inside = np.einsum("vc,vc->", belonging, weights @ belonging)
    return float(inside / twice - gamma * np.sum((strengths @ belonging / twice) ** 2))


def bisection(graph, weights):
    best = -1.0
    for seed in range(STARTS):
        halves = networkx.algorithms.community.kernighan_lin_bisection(graph, weight="weight", seed=seed)
        sides = np.zeros((len(weights), 2))
        for side, half in enumerate(halves):
            sides[list(half), side] = 1
        best = max(best, modularity(weights, sides))
    return best


def as_networkx(weights):
    return networkx.from_numpy_array(weights)


def as_igraph(weights):
    sources, targets = np.nonzero(np.triu(weights))
    graph = igraph.Graph(n=len(weights), edges=np.column_stack([sources, targets]))
    graph.es["weight"] = weights[sources, targets]
    return graph


def best_of(find, graph, weights, seed):
    found = []
    for run in range(STARTS):
        random.seed(seed + run)
        partition = find(graph, GAMMA)
        # Not igraph's own modularity, because that of igraph 0.10 ignores the resolution.
        found.append(modularity(weights, np.eye(len(partition))[partition.membership], GAMMA))
    return max(found)


def louvain(graph, gamma):
    return graph.community_multilevel(weights="weight", resolution=gamma)


def leiden(graph, gamma, iterations=-1):
    return graph.community_leiden("modularity", weights="weight", resolution_parameter=gamma, n_iterations=iterations)


def leidenalg_leiden(graph, seed, iterations):
    return leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, weights="weight", n_iterations=iterations, seed=seed)


def histogram_entropies(x, nonzero):
    """Both binned forms of some neurons at once: the bins of all columns in one bincount. In float32, which is faster."""
    count, neurons = x.shape
    columns = np.arange(neurons, dtype=np.int32)
    highest = x.max(axis=0)
    least = np.where(nonzero, x, np.float32(np.inf)).min(axis=0)
    most = np.where(nonzero, x, np.float32(-np.inf)).max(axis=0)
    nonzeros = nonzero.sum(axis=0)

    def entropy(low, high, only_nonzero):
        span = high - low
        usable = np.isfinite(span) & (span > 0)
        low = np.where(np.isfinite(low), low, np.float32(0))
        scale = np.where(usable, BINS / np.where(usable, span, 1), 0).astype(np.float32)
        bins = ((x - low) * scale).astype(np.int32)
        np.minimum(bins, BINS - 1, out=bins)
        if only_nonzero:
            bins[~nonzero] = BINS
        bins += columns * (BINS + 1)
        counts = np.bincount(bins.ravel(), minlength=neurons * (BINS + 1)).reshape(neurons, BINS + 1)[:, :BINS]
        totals = np.maximum(nonzeros if only_nonzero else count, 1)
        shares = counts / np.reshape(totals, (-1, 1) if only_nonzero else ())
        logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
        return np.where(nonzeros > 0, -(shares * logs).sum(axis=1), 0)

    return (
        float(entropy(least, most, True).sum()),
        float(entropy(np.minimum(x.min(axis=0), np.float32(0)), highest, False).sum()),
    )


def magnitudes(x, nonzero):
    size = np.abs(x)
    logs = np.log(size, out=np.zeros_like(size), where=nonzero)
    return size.sum(axis=0, dtype=np.float64), (size * logs).sum(axis=0, dtype=np.float64)


def share_entropy(total, logs):
    used = total > 0
    return float((np.log(total[used]) - logs[used] / total[used]).sum())


def entropies(layer, by_class):
    """The three entropies of the layer over all samples and, if by_class, over those of each class; blocks of neurons fit the cache."""
    found = {"nonzero": 0.0, "all": 0.0, "share": 0.0}
    of_classes = {"classNonzero": 0.0, "classAll": 0.0, "classShare": 0.0}
    members = [np.flatnonzero(layer.labels == c) for c in range(layer.classes)]
    for start in range(0, layer.x.shape[1], BLOCK):
        x = np.ascontiguousarray(layer.x[:, start:start + BLOCK])
        nonzero = x != 0
        binned = histogram_entropies(x, nonzero)
        found["nonzero"] += binned[0]
        found["all"] += binned[1]
        found["share"] += share_entropy(*magnitudes(x, nonzero))
        for rows in members if by_class else ():
            some = x[rows]
            some_nonzero = nonzero[rows]
            binned = histogram_entropies(some, some_nonzero)
            of_classes["classNonzero"] += binned[0]
            of_classes["classAll"] += binned[1]
            of_classes["classShare"] += share_entropy(*magnitudes(some, some_nonzero))
    return {**found, **of_classes} if by_class else found


def plain_entropies(layer):
    """The simple way: np.histogram for each neuron."""
    found = {"nonzero": 0.0, "all": 0.0, "share": 0.0}
    for column in np.ascontiguousarray(layer.x.T, dtype=np.float64):
        values = column[column != 0]
        if len(values) == 0:
            continue
        found["nonzero"] += shannon(np.histogram(values, BINS)[0])
        found["all"] += shannon(np.histogram(column, BINS, (min(0.0, column.min()), column.max()))[0])
        found["share"] += shannon(np.abs(values))
    return found


def shannon(counts):
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log(shares)).sum())


def analysis(layers, seed):
    """Every measure of a snapshot, and how long each stage took."""
    figures = {}
    stages = {}

    def stage(name, action, *arguments):
        start = time.perf_counter()
        value = action(*arguments)
        stages[name] = stages.get(name, 0.0) + time.perf_counter() - start
        return value

    for k, layer in enumerate(layers, 1):
        means = stage("means", class_means, layer)
        chosen = stage("coactivation", representatives, means)
        vertices, weights = stage("coactivation", pattern_graph, layer, means, chosen)
        found = stage("modularities", modularities, means, chosen, vertices, weights)
        found["klb"] = stage("bisection", lambda: bisection(as_networkx(weights), weights))
        native = stage("louvain", as_igraph, weights)
        found["louvain"] = stage("louvain", best_of, louvain, native, weights, seed)
        found["leiden"] = stage("leiden", best_of, leiden, native, weights, seed)
        found.update(stage("entropies", entropies, layer, True))
        figures.update({f"layer{k}.{name}": value for name, value in found.items()})
    figures.update({f"seconds.{name}": value for name, value in stages.items()})
    return figures


def readings(layers):
    """Everything that takes a pass over the activations: means, co-activation, entropies."""
    figures = {}
    for k, layer in enumerate(layers, 1):
        means = class_means(layer)
        _, weights = pattern_graph(layer, means, representatives(means))
        figures[f"layer{k}.weight"] = float(weights.sum() / 2)
        figures.update({f"layer{k}.{name}": value for name, value in entropies(layer, True).items()})
    return figures


def prepared(layers):
    layer = layers[-1]
    means = class_means(layer)
    chosen = representatives(means)
    vertices, weights = pattern_graph(layer, means, chosen)
    return means, chosen, vertices, weights


def on_layers(action):
    def prepare(given):
        layers = load_layers(given)
        return lambda seed: (lambda figures: lambda: figures)(action(layers, seed))
    return prepare


def coactivation(given):
    layer = load_layers(given)[-1]
    means = class_means(layer)
    chosen = representatives(means)

    def run(seed):
        _, weights = pattern_graph(layer, means, chosen)
        return lambda: {"weight": float(weights.sum() / 2)}
    return run


def on_pattern(make, action):
    def prepare(given):
        state = make(*prepared(load_layers(given)))
        return lambda seed: (lambda value: lambda: value if isinstance(value, dict) else {"modularity": value})(action(state, seed))
    return prepare


def on_graph(find):
    def prepare(given):
        graph = load_graph(given)

        def run(seed):
            random.seed(seed)
            partition = find(graph, seed)
            return lambda: {
                "modularity": graph.modularity(list(partition.membership), weights="weight"),
                "communities": len(partition),
            }
        return run
    return prepare


def fruchterman(given):
    graph = load_graph(given)
    iterations = 100

    def run(seed):
        random.seed(seed)
        graph.layout_fruchterman_reingold(weights="weight", niter=iterations)
        return lambda: {"iterations": iterations}
    return run


WORKS = {
    "analysis": on_layers(analysis),
    "readings": on_layers(lambda layers, seed: readings(layers)),
    "sum": on_layers(lambda layers, seed: {"sum": float(sum(layer.x.sum(dtype=np.float32) for layer in layers))}),
    "means": on_layers(lambda layers, seed: {"sum": float(sum(class_means(layer).sum() for layer in layers))}),
    "entropies": on_layers(lambda layers, seed: entropies(layers[-1], False)),
    "classEntropies": on_layers(lambda layers, seed: entropies(layers[-1], True)),
    "plainEntropies": on_layers(lambda layers, seed: plain_entropies(layers[-1])),
    "coactivation": coactivation,
    "modularities": on_pattern(lambda *state: state, lambda state, seed: all_modularities(state)),
    "bisection": on_pattern(
        lambda means, chosen, vertices, weights: (as_networkx(weights), weights), lambda state, seed: bisection(*state)),
    "louvainBest": on_pattern(
        lambda means, chosen, vertices, weights: (as_igraph(weights), weights), lambda state, seed: best_of(louvain, *state, seed)),
    "leidenBest": on_pattern(
        lambda means, chosen, vertices, weights: (as_igraph(weights), weights), lambda state, seed: best_of(leiden, *state, seed)),
    "louvain": on_graph(lambda graph, seed: louvain(graph, 1)),
    "leiden": on_graph(lambda graph, seed: leiden(graph, 1, 2)),
    "leiden10": on_graph(lambda graph, seed: leiden(graph, 1, 10)),
    "leidenalg": on_graph(lambda graph, seed: leidenalg_leiden(graph, seed, 2)),
    "fruchterman": fruchterman,
    "imports": lambda given: lambda seed: (lambda done: dict)(
        subprocess.run([sys.executable, "-c", "import numpy, networkx, igraph"], check=True)),
    "versions": lambda given: lambda seed: lambda: {
        "Python": sys.version.split()[0],
        "NumPy": np.__version__,
        "NumPy's BLAS": blas(),
        "NetworkX": networkx.__version__,
        "igraph": igraph.__version__,
        "leidenalg": leidenalg.version,
    },
}


def blas():
    try:
        import threadpoolctl
    except ImportError:
        return "unknown"
    found = [pool for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"]
    return ", ".join(f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}".strip() for pool in found) or "reference"


def timed(run, seed):
    start = time.perf_counter()
    times = 0
    while True:
        figures = run(seed)
        times += 1
        spent = time.perf_counter() - start
        if spent >= SHORTEST:
            return spent / times, figures


def main():
    def answer(**fields):
        print(json.dumps(fields), flush=True)

    try:
        first = json.loads(sys.stdin.readline())
        run = WORKS[first["work"]](first["input"])
        answer(loaded=memory("VmRSS"))
        for line in sys.stdin:
            seconds, figures = timed(run, json.loads(line)["seed"])
            answer(seconds=seconds, peak=memory("VmHWM"), figures=figures())
    except Exception as problem:
        answer(error=f"{type(problem).__name__}: {problem}")
        raise


try:
    import igraph
    import leidenalg
    import networkx
    import numpy as np
except ImportError as missing:
    print(json.dumps({"error": f"{sys.executable} has no {missing.name}; expected NumPy, NetworkX, igraph and leidenalg"}), flush=True)
    sys.exit(2)

if __name__ == "__main__":
    main()
