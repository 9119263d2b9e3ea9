"""Writes statistics.json: series, and what SciPy and NumPy compute of them.

Run with python3-numpy and python3-scipy:  python3 statistics.py
"""

import itertools
import json
import pathlib

import numpy
import scipy.interpolate
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


def pairings():
    """Harris' session permutation test over all permutations of the seeds."""
    for n, planted in ((2, 0), (3, 0), (5, 0), (5, 1), (8, 0), (8, 0.7), (9, 0.5)):
        common = 1 - numpy.exp(-numpy.arange(12) / 3)
        own = rng.standard_normal((n, 12))
        x = common + 0.3 * rng.standard_normal((n, 12)) + planted * 0.3 * own
        y = common + 0.3 * rng.standard_normal((n, 12)) + planted * 0.3 * own
        orders = numpy.array(list(itertools.permutations(range(n))))
        found = {"seeds": [[a.tolist(), b.tolist()] for a, b in zip(x, y)], "own": [], "others": [], "interval": [], "p": []}
        for k in range(2):
            r = numpy.array([[coefficients(a, b)[k] for b in y] for a in x])
            statistic = r[numpy.arange(n), orders].mean(axis=1)
            away = abs(statistic - statistic.mean())
            off = ~numpy.eye(n, dtype=bool)
            effects = numpy.sort([r[s, s] - numpy.concatenate([r[s, off[s]], r[off[s], s]]).mean() for s in range(n)])
            found["own"].append(r.trace() / n)
            found["others"].append(r[off].mean())
            found["interval"].append(effects[[0, -1]].tolist() if n < 9 else effects[[1, -2]].tolist())
            found["p"].append((away >= away[0] - 1e-12).mean())
        yield found


def adjusted():
    """Benjamini and Hochberg's procedure as statsmodels' multipletests (fdr_bh) has it."""
    for n, digits in ((1, 3), (5, 3), (40, 2)):
        p = (rng.random(n) ** 2).round(digits)
        order = numpy.argsort(p)
        q = numpy.minimum.accumulate((p[order] * n / numpy.arange(1, n + 1))[::-1])[::-1].clip(max=1)
        yield {"p": p.tolist(), "adjusted": q[numpy.argsort(order)].tolist()}


def residuals(times, y):
    """Least squares on a basis of cubic splines with five knots that SciPy constrains to be straight beyond the ends."""
    knots = numpy.quantile(times, numpy.linspace(0, 1, 5))
    basis = numpy.array([
        scipy.interpolate.CubicSpline(knots, row, bc_type="natural")(times) for row in numpy.eye(5)]).T
    return y - basis @ numpy.linalg.lstsq(basis, y, rcond=None)[0]


def partials():
    for n in (10, 21):
        times = numpy.log1p(numpy.arange(n) * 469)
        x, y = rng.standard_normal((2, n)).cumsum(axis=1)
        yield {"times": times.tolist(), "left": x.tolist(), "right": y.tolist(),
               "coefficients": coefficients(residuals(times, x), residuals(times, y))}


document = {"shifts": list(shifts()), "taus": list(taus()), "pairings": list(pairings()), "adjusted": list(adjusted()),
            "partials": list(partials())}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(document) + "\n")
