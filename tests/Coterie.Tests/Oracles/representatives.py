"""Writes representatives.json: class means, and the representatives that NumPy finds by each rule.

Run with python3-numpy:  python3 representatives.py
"""

import json
import pathlib

import numpy

rng = numpy.random.default_rng(1)


def lists(means, scores, top):
    """For each class the neurons of the largest scores, ties to the lower index, without those whose mean is not positive."""
    chosen = []
    for mean, score in zip(means, scores):
        order = [int(q) for q in numpy.argsort(-score, kind="stable") if mean[q] > 0 and numpy.isfinite(score[q])]
        chosen.append(order[:top])
    return chosen


def selectivity(means):
    deviation = means.std(axis=0)
    constant = numpy.ptp(means, axis=0) <= 1e-9 * abs(means).max(axis=0)
    return numpy.where(constant, -numpy.inf, (means - means.mean(axis=0)) / numpy.where(constant, 1, deviation))


def cases():
    for classes, neurons, top in ((3, 8, 2), (10, 16, 5), (10, 64, 6), (10, 200, 20), (30, 50, 5)):
        loud = rng.exponential(size=neurons) * 10 ** rng.uniform(-3, 3, neurons)
        means = rng.normal(0.6, 0.5, (classes, neurons)) * loud
        means = numpy.array([[float(f"{mean:.4g}") for mean in row] for row in means])
        means[:, 3] = 7
        means[:, 5] = 0
        yield {"top": top, "means": means.tolist(), "mean": lists(means, means, top),
               "selectivity": lists(means, selectivity(means), top)}


pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(list(cases())) + "\n")
