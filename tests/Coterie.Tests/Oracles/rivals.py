"""Writes rivals.json: activations, eigenvalues, and what NumPy computes of them by the definitions.

Run with python3-numpy:  python3 rivals.py
"""

import json
import pathlib

import numpy

rng = numpy.random.default_rng(4)


def selectivity(means):
    """One value a neuron, None where no mean is positive or the mean of the others is negative."""
    found = []
    for column in means.T:
        favourite = column.argmax()
        largest, rest = column[favourite], numpy.delete(column, favourite).mean()
        found.append(float((largest - rest) / (largest + rest)) if largest > 0 and rest >= 0 else None)
    return found


def nc1(x, labels, classes):
    """The full matrices, neurons × neurons, and NumPy's pseudoinverse."""
    means = numpy.array([x[labels == i].mean(axis=0) for i in range(classes)])
    within = sum(numpy.cov(x[labels == i].T, bias=True).reshape(x.shape[1], -1) for i in range(classes)) / classes
    between = numpy.cov(means.T, bias=True).reshape(x.shape[1], -1)
    return float(numpy.trace(within @ numpy.linalg.pinv(between, rcond=1e-10, hermitian=True)) / classes)


def layer(name, sizes, neurons, kind):
    labels = rng.permutation(numpy.repeat(numpy.arange(len(sizes)), sizes))
    x = rng.standard_normal((len(labels), neurons)) + 2 * rng.standard_normal((len(sizes), neurons))[labels]
    if kind == "relu":
        x = numpy.maximum(x, 0)
        x[:, ::5] = 0
    if kind == "far":
        x += 1000
    if kind == "flat":
        x[:, 2:] = x[:, :1] + x[:, 1:2]
    x = numpy.float32(numpy.round(x, 4)).astype(float)
    means = numpy.array([x[labels == i].mean(axis=0) for i in range(len(sizes))])
    values = selectivity(means)
    known = [value for value in values if value is not None]
    return {
        "name": name, "neurons": neurons, "labels": labels.tolist(), "activations": x.ravel().tolist(),
        "selectivity": values, "meanSelectivity": float(numpy.mean(known)) if known else None,
        "nc1": nc1(x, labels, len(sizes)),
    }


def exponent(values):
    """Clauset, Shalizi and Newman's continuous fit, as their plfit does it."""
    values = numpy.sort(values)
    best = (numpy.inf, None)
    for smallest in numpy.unique(values)[:-1]:
        tail = values[values >= smallest]
        alpha = 1 + len(tail) / numpy.log(tail / smallest).sum()
        law = 1 - (smallest / tail) ** (alpha - 1)
        distance = abs(law - numpy.arange(len(tail)) / len(tail)).max()
        if distance < best[0]:
            best = (distance, float(alpha))
    return best[1]


def spectra():
    yield "pareto", (1 - rng.random(60)) ** (-1 / 1.5)
    yield "ties", numpy.round(1 + 3 * rng.pareto(2, 80), 1)
    yield "exponential", rng.exponential(size=40)
    for out, inputs in ((30, 50), (64, 20)):
        weights = rng.standard_normal((out, inputs)) + 0.3 * rng.standard_cauchy((out, 1)) * rng.standard_normal(inputs)
        yield f"weights {out} × {inputs}", numpy.linalg.svd(weights, compute_uv=False) ** 2


document = {
    "layers": [
        layer("as many of each class", [20, 20, 20], 9, "relu"),
        layer("classes of unequal size", [5, 40, 12, 3], 11, "relu"),
        layer("more classes than neurons", [6, 7, 8, 9, 10, 5], 3, "signed"),
        layer("negative means", [15, 10, 12], 6, "signed"),
        layer("a constant added", [15, 10, 12], 6, "far"),
        layer("neurons that depend on two", [15, 10, 12, 9], 5, "flat"),
        layer("two classes", [4, 9], 17, "relu"),
    ],
    "spectra": [
        {"name": name, "eigenvalues": values.tolist(), "alpha": exponent(values)} for name, values in spectra()],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(document) + "\n")
