"""Writes statistics.json: series, and what SciPy and NumPy compute of them.

Run with python3-numpy and python3-scipy:  python3 statistics.py
"""

import json
import pathlib

import numpy
import scipy.stats

rng = numpy.random.default_rng(1)


def coefficients(x, y):
    return [float(scipy.stats.pearsonr(x, y)[0]), float(scipy.stats.spearmanr(x, y)[0])]


def shift_test(seeds):
    """The medians over seeds and how many of all joint shifts reach them."""
    n = len(seeds[0][0])
    medians = numpy.array([
        numpy.median([coefficients(numpy.roll(x, k), y) for x, y in seeds], axis=0) for k in range(n)])
    p = (abs(medians) >= abs(medians[0]) - 1e-12).mean(axis=0)
    return {"median": medians[0].tolist(), "p": p.tolist()}


def pair(kind, n):
    a, b = rng.standard_normal((2, n))
    if kind == "walks":
        return a.cumsum(), b.cumsum()
    if kind == "ties":
        return numpy.round(a), numpy.round(a + b)
    if kind == "related":
        return a.cumsum(), a.cumsum() + 0.3 * b
    return a, b


def shifts():
    for kind in ("noise", "walks", "ties", "related"):
        for n, seeds in ((20, 1), (20, 4), (7, 3)):
            pairs = [pair(kind, n) for _ in range(seeds)]
            yield {"name": f"{kind}, {n} points, {seeds} seeds",
                   "seeds": [[x.tolist(), y.tolist()] for x, y in pairs], **shift_test(pairs)}


def bootstraps():
    for n, level in ((2, 0.95), (3, 0.95), (5, 0.9), (10, 0.95), (11, 0.5)):
        values = rng.standard_normal(n)
        drawn = rng.integers(n, size=(200, n))
        medians = numpy.median(values[drawn], axis=1)
        interval = numpy.percentile(medians, [50 * (1 - level), 50 * (1 + level)])
        yield {"values": values.tolist(), "level": level, "drawn": drawn.tolist(), "interval": interval.tolist()}


def tau(x, y):
    return float(scipy.stats.kendalltau(x, y)[0])


def taus():
    """SciPy's tau-b, and the interval from its values without each point (jackknife, delta method for atanh)."""
    for n, digits in ((5, 3), (20, 3), (20, 0), (50, 3), (50, 0)):
        x, y = rng.standard_normal((2, n))
        x, y = x.round(digits), (x + y).round(digits)
        found = tau(x, y)
        without = numpy.array([tau(numpy.delete(x, k), numpy.delete(y, k)) for k in range(n)])
        error = numpy.sqrt((n - 1) * without.var())
        half = scipy.stats.t.ppf(0.975, n - 1) * error / (1 - found ** 2)
        interval = numpy.tanh(numpy.arctanh(found) + [-half, half])
        yield {"left": x.tolist(), "right": y.tolist(), "tau": found, "interval": interval.tolist()}


document = {"shifts": list(shifts()), "bootstraps": list(bootstraps()), "taus": list(taus())}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(document) + "\n")
